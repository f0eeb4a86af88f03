package dev.hangar.simulator.metrics;

import dev.hangar.simulator.world.GoDuration;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times and durations as Prometheus' HTTP API takes them.
final class PrometheusTime {
    private static final Pattern UNIT = Pattern.compile("(\\d{1,9})(ms|[smhdwy])");

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

    /// A range such as `14d` or `1h30m`, made of the units of the query language.
    static Duration range(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = UNIT.matcher(text);
        while (part.find()) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        case "d" -> Duration.ofDays(amount);
                        case "w" -> Duration.ofDays(7 * amount);
                        default -> Duration.ofDays(365 * amount);
                    });
        }
        return sum;
    }

    private static long nanos(String seconds) {
        return new BigDecimal(seconds)
                .movePointRight(9)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
