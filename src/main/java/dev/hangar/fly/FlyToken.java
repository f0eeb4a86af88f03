package dev.hangar.fly;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// An API token, or several joined by commas. A secret: [#toString()] is redacted and no message ever holds it.
///
/// Macaroons (prefix `fm1r_`, `fm1a_`, `fm2_`) travel under the scheme `FlyV1`, every other token under `Bearer`, as
/// Fly's own client does it (facts 1.1). `fly tokens create` prints the word `FlyV1` in front of the token: with or
/// without it, the header is the same, and `Bearer FlyV1` is never sent.
public final class FlyToken {
    private static final List<String> MACAROON_PREFIXES = List.of("fm1r_", "fm1a_", "fm2_");
    private static final String FLY_V1 = "FlyV1";
    private static final String BEARER = "Bearer";
    private static final Pattern NAMES_FLY_V1 = Pattern.compile("(?i)(^|[\\s,])FlyV1(\\s|$)");

    private final List<String> parts;
    private final String scheme;

    private FlyToken(List<String> parts, String scheme) {
        this.parts = parts;
        this.scheme = scheme;
    }

    /// Reads a token as a person pastes it: blanks and line ends around it and around its commas are dropped.
    ///
    /// @throws IllegalArgumentException without the text, when nothing is left or a character cannot stand
    ///     in a header
    public static FlyToken of(String text) {
        List<String> parts = Arrays.stream(text.split(",", -1))
                .map(FlyToken::withoutScheme)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the Fly token is empty");
        }
        if (!parts.stream().allMatch(part -> part.chars().allMatch(FlyToken::isVisibleAscii))) {
            throw new IllegalArgumentException("the Fly token holds blanks or characters that no header can carry");
        }
        boolean isFlyV1 = NAMES_FLY_V1.matcher(text).find() || parts.stream().anyMatch(FlyToken::isMacaroon);
        return new FlyToken(parts, isFlyV1 ? FLY_V1 : BEARER);
    }

    /// Value of the header `Authorization`.
    String headerValue() {
        return scheme + " " + String.join(",", parts);
    }

    /// The same for api.fly.io, where every kind of token travels as `Bearer` (facts 1.1).
    String bearer() {
        return BEARER + " " + String.join(",", parts);
    }

    /// What must never be seen outside that header.
    List<String> secrets() {
        return parts;
    }

    @Override
    public String toString() {
        return "FlyToken[redacted]";
    }

    private static String withoutScheme(String text) {
        String rest = text.strip();
        for (String scheme : List.of(FLY_V1, BEARER)) {
            if (startsWithScheme(rest, scheme)) {
                return withoutScheme(rest.substring(scheme.length()));
            }
        }
        return rest;
    }

    /// Whether the word stands alone or in front of a blank.
    private static boolean startsWithScheme(String text, String scheme) {
        boolean begins = text.regionMatches(true, 0, scheme, 0, scheme.length());
        return begins && (text.length() == scheme.length() || Character.isWhitespace(text.charAt(scheme.length())));
    }

    private static boolean isMacaroon(String part) {
        return MACAROON_PREFIXES.stream().anyMatch(part::startsWith);
    }

    private static boolean isVisibleAscii(int character) {
        return character > ' ' && character < 0x7f;
    }
}
