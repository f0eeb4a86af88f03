package dev.hangar.prometheus;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// Durations for people.
final class Seconds {
    private static final int MILLIS = 3;

    private Seconds() {}

    /// Such as `10 s` or `0.25 s`.
    static String of(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), MILLIS);
        BigDecimal shown = time.toSeconds() > 0 ? seconds.setScale(1, RoundingMode.HALF_UP) : seconds;
        return shown.stripTrailingZeros().toPlainString() + " s";
    }
}
