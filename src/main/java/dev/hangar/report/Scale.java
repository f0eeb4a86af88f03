package dev.hangar.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A linear axis of a chart, from 0 to `most`, on pixels from `start` to `end`.
///
/// @param most largest value, above 0
/// @param start pixel of 0
/// @param end pixel of `most`; below `start` for an axis that points up
record Scale(double most, double start, double end) {
    /// Pixel of a value.
    double at(double value) {
        return start + (end - start) * value / most;
    }

    /// Values to mark: 0 and the multiples of 1, 2 or 5 by a power of ten that make at most `count` steps.
    List<Double> ticks(int count) {
        double step = step(count);
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= most * 1.000001; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private double step(int count) {
        double rough = most / count;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= rough * 0.999999) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /// A number as a label: two decimals at most, or what makes a small one differ from its neighbors, and no needless
    /// zeros.
    static String label(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = Math.abs(value) >= 0.01
                ? exact.setScale(2, RoundingMode.HALF_EVEN)
                : exact.round(new MathContext(3, RoundingMode.HALF_EVEN));
        BigDecimal bare = rounded.stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, bare.scale()) + "f", bare);
    }

    /// A pixel with one decimal at most, so that pages stay small.
    static String pixel(double value) {
        BigDecimal bare =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return bare.signum() == 0 ? "0" : bare.toPlainString();
    }
}
