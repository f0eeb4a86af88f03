package dev.hangar.testkit;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.model.Region;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/// The price book in force since 2026-10-01 (facts 10).
public final class Prices {
    public static final PriceBook BOOK = new PriceBook(
            LocalDate.of(2026, 10, 1),
            new PriceBook.CpuPrice(new Rate(846_500), new BigDecimal("0.25")),
            new PriceBook.CpuPrice(new Rate(12_732_000), new BigDecimal("2")),
            new Rate(2_316_000),
            // $0.15 per GB and 30 days: 0.15e12 / 2 592 000 s.
            new Rate(57_870),
            Map.of(
                    new Region("iad"), BigDecimal.ONE,
                    new Region("lhr"), new BigDecimal("1.1346"),
                    new Region("gru"), new BigDecimal("1.6154")),
            new BigDecimal("1.6154"));

    /// The same book for all times.
    public static final PriceList LIST = PriceList.of(BOOK);

    /// One shared-cpu-1x with 256 MB in iad, started.
    public static final Rate SMALL = new Rate(846_500);

    /// The same machine asleep.
    public static final Rate ASLEEP = new Rate(57_870);

    private Prices() {}
}
