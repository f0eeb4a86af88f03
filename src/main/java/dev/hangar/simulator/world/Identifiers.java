package dev.hangar.simulator.world;

import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/// Makes identifiers of the shapes that Fly uses, from a seed.
final class Identifiers {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ULID_TIME_CHARACTERS = 10;
    private static final int ULID_RANDOM_CHARACTERS = 16;

    private final SplittableRandom random;

    Identifiers(SplittableRandom random) {
        this.random = random;
    }

    /// 14 hexadecimal digits, as machine ids look.
    String machineId() {
        return hex(14);
    }

    /// `count` hexadecimal digits.
    String hex(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    /// A ULID: 26 characters that sort by time (facts 1.3).
    String ulid(Instant at) {
        char[] text = new char[ULID_TIME_CHARACTERS + ULID_RANDOM_CHARACTERS];
        long millis = at.toEpochMilli();
        for (int i = ULID_TIME_CHARACTERS - 1; i >= 0; i--) {
            text[i] = CROCKFORD.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        for (int i = ULID_TIME_CHARACTERS; i < text.length; i++) {
            text[i] = CROCKFORD.charAt(random.nextInt(CROCKFORD.length()));
        }
        return new String(text);
    }

    /// `vol_` and 16 characters.
    String volumeId() {
        return "vol_" + ulid(Instant.EPOCH).substring(ULID_TIME_CHARACTERS).toLowerCase(Locale.ROOT);
    }

    /// An address inside the organization's private network.
    String privateIp() {
        return "fdaa:2:" + hex(4) + ":a7b:" + hex(3) + ":" + hex(4) + ":" + hex(4) + ":2";
    }
}
