package dev.hangar.simulator;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.Region;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/// Fly's list prices since 2026-10-01 (facts 10), by hand.
public final class TestPrices {
    private TestPrices() {}

    public static PriceBook book() {
        return new PriceBook(
                LocalDate.of(2026, 10, 1),
                new PriceBook.CpuPrice(new Rate(846_500), new BigDecimal("0.25")),
                new PriceBook.CpuPrice(new Rate(12_732_000), new BigDecimal("2")),
                new Rate(2_316_000),
                // 0.15 dollars per GB and 30 days
                new Rate(57_870),
                Map.of(
                        new Region("iad"),
                        BigDecimal.ONE,
                        new Region("ewr"),
                        BigDecimal.ONE,
                        new Region("ams"),
                        new BigDecimal("1.0385"),
                        new Region("fra"),
                        new BigDecimal("1.1538")),
                new BigDecimal("1.6154"));
    }
}
