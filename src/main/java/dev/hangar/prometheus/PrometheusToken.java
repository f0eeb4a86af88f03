package dev.hangar.prometheus;

import java.util.List;

/// A token for the query API. Never prints itself; the only way out is [#authorization()].
public final class PrometheusToken {
    private static final String FLY_SCHEME = "FlyV1 ";

    /// How Fly's macaroon tokens begin (facts 1.1).
    private static final List<String> MACAROONS = List.of("fm1r_", "fm1a_", "fm2_");

    private final String text;

    private PrometheusToken(String text) {
        this.text = text;
    }

    /// A token as `fly tokens create` prints it, with or without the word `FlyV1`, or any bearer token.
    ///
    /// @throws IllegalArgumentException when it is blank or holds what no HTTP header can carry; its message does
    ///     not hold the token
    public static PrometheusToken of(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || !trimmed.chars().allMatch(symbol -> symbol >= ' ' && symbol < 127)) {
            throw new IllegalArgumentException("a token must be printable ASCII and not blank");
        }
        return new PrometheusToken(trimmed);
    }

    /// Value of the `Authorization` header: scheme `FlyV1` for macaroons, else `Bearer` (facts 1.1, 9).
    String authorization() {
        if (text.startsWith(FLY_SCHEME)) {
            return text;
        }
        return (MACAROONS.stream().anyMatch(text::startsWith) ? FLY_SCHEME : "Bearer ") + text;
    }

    /// `message` without this token, should the other side have echoed it.
    String removeFrom(String message) {
        String bare = text.startsWith(FLY_SCHEME) ? text.substring(FLY_SCHEME.length()) : text;
        return bare.isBlank() ? message : message.replace(bare, "<redacted>");
    }

    @Override
    public String toString() {
        return "<redacted>";
    }
}
