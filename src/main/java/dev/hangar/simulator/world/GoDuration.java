package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Fly's configs spell them: Go strings such as `15s` or `1m30s`, or whole nanoseconds (facts 4).
public final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");

    private GoDuration() {}

    /// The duration; empty for anything else.
    public static Optional<Duration> parse(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(Duration.ofNanos(value.asLong()));
        }
        return value.isTextual() ? parse(value.asText()) : Optional.empty();
    }

    /// The duration; empty for a text of another shape.
    public static Optional<Duration> parse(String text) {
        Matcher part = PART.matcher(text);
        long nanos = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos += Math.round(Double.parseDouble(part.group(1)) * nanosPer(part.group(2)));
            end = part.end();
        }
        return end > 0 && end == text.length() ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    private static long nanosPer(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }
}
