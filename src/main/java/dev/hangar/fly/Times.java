package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads points in time as Fly spells them: RFC 3339, milliseconds, and seconds for leases. What lies outside the years
/// 1970 to 9999 is moved to their edge, so that arithmetic with it cannot overflow.
final class Times {
    /// Stands for an end that is not known.
    static final Instant FAR_OFF = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern GO_DURATION =
            Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

    private Times() {}

    /// RFC 3339 text or whole milliseconds since the epoch (facts 2.3); empty for anything else.
    static Optional<Instant> instant(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(clamped(Instant.ofEpochMilli(node.longValue())));
        }
        return rfc3339(node);
    }

    /// Whole seconds since the epoch (facts 1.5) or RFC 3339. Anything else reads as [#FAR_OFF]: a lease whose end
    /// cannot be read is held.
    static Instant leaseEnd(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Instant.ofEpochSecond(Math.clamp(node.longValue(), 0L, FAR_OFF.getEpochSecond()));
        }
        return rfc3339(node).orElse(FAR_OFF);
    }

    /// A Go duration such as `1m30s` or whole nanoseconds (facts 4); empty for anything else, also for one beyond 10
    /// days.
    static Optional<Duration> duration(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(Duration.ofNanos(node.longValue())).filter(Times::isSane);
        }
        Matcher parts = GO_DURATION.matcher(node.asText(""));
        if (!parts.matches() || node.asText("").isEmpty()) {
            return Optional.empty();
        }
        Duration sum = Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)))
                .plusMillis(number(parts.group(4)));
        return Optional.of(sum).filter(Times::isSane);
    }

    private static boolean isSane(Duration duration) {
        return !duration.isNegative() && duration.compareTo(Duration.ofDays(10)) <= 0;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Optional<Instant> rfc3339(JsonNode node) {
        try {
            return Optional.of(clamped(Instant.parse(node.asText(""))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant clamped(Instant at) {
        if (at.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return at.isAfter(FAR_OFF) ? FAR_OFF : at;
    }
}
