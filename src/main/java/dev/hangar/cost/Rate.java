package dev.hangar.cost;

import dev.hangar.model.MicroDollars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// A price per time, in trillionths of a dollar per second: Fly's published rates are whole numbers of it.
///
/// @param picoDollarsPerSecond may be negative (a saving's opposite)
public record Rate(long picoDollarsPerSecond) implements Comparable<Rate> {
    public static final Rate ZERO = new Rate(0);

    /// Fly's billing month (facts 10).
    public static final Duration MONTH = Duration.ofDays(30);

    private static final BigDecimal PICO_PER_MICRO_NANOS =
            BigDecimal.valueOf(1_000_000L).movePointRight(9);

    public Rate plus(Rate other) {
        return new Rate(Math.addExact(picoDollarsPerSecond, other.picoDollarsPerSecond));
    }

    public Rate minus(Rate other) {
        return new Rate(Math.subtractExact(picoDollarsPerSecond, other.picoDollarsPerSecond));
    }

    /// So many of it.
    public Rate times(int count) {
        return new Rate(Math.multiplyExact(picoDollarsPerSecond, count));
    }

    /// So many of it on average, rounded to the trillionth.
    ///
    /// @param average any finite number
    public Rate times(double average) {
        return new Rate(Math.round(picoDollarsPerSecond * average));
    }

    /// What `time` costs at this rate, rounded half up to a micro-dollar once.
    public MicroDollars over(Duration time) {
        BigDecimal nanos =
                BigDecimal.valueOf(time.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(time.getNano()));
        BigDecimal micros = BigDecimal.valueOf(picoDollarsPerSecond)
                .multiply(nanos)
                .divide(PICO_PER_MICRO_NANOS, 0, RoundingMode.HALF_UP);
        return new MicroDollars(micros.longValueExact());
    }

    /// What an hour costs.
    public MicroDollars perHour() {
        return over(Duration.ofHours(1));
    }

    /// What 30 days cost: the figure of Fly's price page.
    public MicroDollars perMonth() {
        return over(MONTH);
    }

    @Override
    public int compareTo(Rate other) {
        return Long.compare(picoDollarsPerSecond, other.picoDollarsPerSecond);
    }
}
