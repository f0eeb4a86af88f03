package dev.hangar.backtest;

import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.model.Guest;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Region;
import dev.hangar.report.BacktestDollars;
import dev.hangar.report.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/// What a started machine of the replayed fleet costs, by list prices of today whatever the trace's age: the
/// question
/// is
/// what such demand would cost from here on.
///
/// @param guest its size
/// @param region where it runs
/// @param started price while it is started
/// @param prices which list it comes from
public record Tariff(Guest guest, Region region, Rate started, Prices prices) {
    private static final BigDecimal PICO_PER_MICRO = BigDecimal.valueOf(1_000_000);

    /// By the prices in force at `at`; empty for a size that the list does not price.
    public static Optional<Tariff> of(Guest guest, Region region, PriceList list, Instant at) {
        return list.at(at).started(guest, region).map(rate -> new Tariff(guest, region, rate, Prices.of(list, at)));
    }

    /// What so many machine-seconds cost, over a trace of so many slots and by 30 days. Exact but for one
    /// rounding to a
    /// micro-dollar each, half up.
    ///
    /// @param billedSeconds taken to the millisecond
    BacktestDollars dollars(double billedSeconds, int slots) {
        BigDecimal micros = BigDecimal.valueOf(started.picoDollarsPerSecond())
                .multiply(BigDecimal.valueOf(Math.round(billedSeconds * 1000), 3))
                .divide(PICO_PER_MICRO);
        BigDecimal seconds = BigDecimal.valueOf((long) slots * Trace.SLOT_SECONDS);
        BigDecimal month = BigDecimal.valueOf(Rate.MONTH.toSeconds());
        return new BacktestDollars(
                rounded(micros), rounded(micros.multiply(month).divide(seconds, 0, RoundingMode.HALF_UP)));
    }

    private static MicroDollars rounded(BigDecimal micros) {
        return new MicroDollars(micros.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
