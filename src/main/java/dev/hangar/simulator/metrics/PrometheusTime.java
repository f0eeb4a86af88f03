package dev.hangar.simulator.metrics;

import dev.hangar.simulator.world.GoDuration;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Times and durations as Prometheus' HTTP API takes them.
final class PrometheusTime {
    private PrometheusTime() {}

    /// Unix seconds with fractions, or RFC 3339.
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.EPOCH.plusNanos(nanos(text)));
        } catch (ArithmeticException | NumberFormatException notSeconds) {
            return rfc3339(text);
        }
    }

    private static Optional<Instant> rfc3339(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /// Seconds with fractions, or a text such as `15s`.
    static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.ofNanos(nanos(text)));
        } catch (ArithmeticException | NumberFormatException notSeconds) {
            return GoDuration.parse(text);
        }
    }

    private static long nanos(String seconds) {
        return new BigDecimal(seconds)
                .movePointRight(9)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
