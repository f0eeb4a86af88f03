package dev.hangar.prometheus;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// A token for the query API, or several joined by commas. Never prints itself; the only way out is [#authorization()].
public final class PrometheusToken {
    private static final String FLY_V1 = "FlyV1";
    private static final String BEARER = "Bearer";
    private static final Pattern SCHEMES = Pattern.compile("^(?:(?i:FlyV1|Bearer)(?:\\s+|$))+");
    private static final Pattern NAMES_FLY_V1 = Pattern.compile("(?i)(^|[\\s,])FlyV1(\\s|$)");

    /// How Fly's macaroon tokens begin (facts 1.1).
    private static final List<String> MACAROONS = List.of("fm1r_", "fm1a_", "fm2_");

    private final List<String> parts;
    private final String scheme;

    private PrometheusToken(List<String> parts, String scheme) {
        this.parts = parts;
        this.scheme = scheme;
    }

    /// A token as `fly tokens create` prints it, with or without the word `FlyV1`, or any bearer token, with or without
    /// the word `Bearer`. Blanks and line ends around it and around its commas are dropped.
    ///
    /// @throws IllegalArgumentException when nothing is left, or a character cannot stand in a header; its
    ///     message does not hold the token
    public static PrometheusToken of(String text) {
        List<String> parts = Arrays.stream(text.split(",", -1))
                .map(part -> SCHEMES.matcher(part.strip()).replaceFirst(""))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty() || !parts.stream().allMatch(part -> part.matches("[!-~]+"))) {
            throw new IllegalArgumentException("a token must be visible ASCII without blanks, and not empty");
        }
        boolean isFlyV1 = NAMES_FLY_V1.matcher(text).find()
                || parts.stream().anyMatch(part -> MACAROONS.stream().anyMatch(part::startsWith));
        return new PrometheusToken(parts, isFlyV1 ? FLY_V1 : BEARER);
    }

    /// Value of the `Authorization` header: scheme `FlyV1` for macaroons, else `Bearer` (facts 1.1, 9).
    String authorization() {
        return scheme + " " + String.join(",", parts);
    }

    /// `message` without any part of this token, should the other side have echoed it.
    String removeFrom(String message) {
        // The longest first: one part may begin another.
        return parts.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .reduce(message, (text, part) -> text.replace(part, "<redacted>"));
    }

    @Override
    public String toString() {
        return "<redacted>";
    }
}
