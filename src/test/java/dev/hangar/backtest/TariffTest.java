package dev.hangar.backtest;

import dev.hangar.config.PriceBooks;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Region;
import dev.hangar.report.BacktestDollars;
import dev.hangar.report.BacktestReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TariffTest {
    private static final Instant AT = Instant.parse("2026-11-22T03:14:15Z");
    private static final Guest SMALL = Guest.of(CpuKind.SHARED, 1, 256);
    private static final int DAY = 5760;

    /// 0.8465 millionths of a dollar per second (facts 10): 86,400 s are 73,137.6 millionths, and 30 times that is
    /// 2,194,128.
    @Test
    void aMachineThatIsAlwaysStartedCostsItsMonthlyPrice() {
        Tariff tariff = tariff(SMALL, "iad");

        assertThat(tariff.dollars(86_400, DAY))
                .isEqualTo(new BacktestDollars(new MicroDollars(73_138), new MicroDollars(2_194_128)));
        assertThat(tariff.dollars(86_400, DAY).per30Days())
                .isEqualTo(tariff.started().perMonth());
        assertThat(tariff.prices().of()).isEqualTo(LocalDate.parse("2026-10-01"));
    }

    @Test
    void amountsStayExactWhereDoublesWouldNot() {
        // 123,456,789,012.345 s of 0.8465 millionths: 104,506,171,898.949... millionths
        assertThat(tariff(SMALL, "iad").dollars(123_456_789_012.345, 30 * DAY).whole())
                .isEqualTo(new MicroDollars(104_506_171_899L));
    }

    @Test
    void regionsHaveTheirMarkup() {
        // 84/52 of 2,194,128: 3,544,360.6...; the rate is rounded to a trillionth of a dollar per second first
        assertThat(tariff(SMALL, "gru").dollars(86_400 * 30.0, 30 * DAY).whole().value())
                .isBetween(3_544_359L, 3_544_362L);
    }

    @Test
    void everyRowAndTheOptimumHaveDollars() {
        double[] one = new double[DAY];
        Arrays.fill(one, 1);
        Trace trace = Trace.of("always one", one, one);
        Scenario scenario =
                new Scenario(Wake.PROXY, java.time.Duration.ofSeconds(5), java.time.Duration.ofSeconds(1), 0.01);

        BacktestReport report =
                Backtest.run(trace, scenario, List.of("always-on", "optimum"), Optional.of(tariff(SMALL, "iad")));

        BacktestDollars day = new BacktestDollars(new MicroDollars(73_138), new MicroDollars(2_194_128));
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.dollars()).contains(day));
        assertThat(report.price()).hasValueSatisfying(price -> {
            assertThat(price.optimum()).isEqualTo(day);
            assertThat(price.machine()).isEqualTo(new MicroDollars(2_194_128));
            assertThat(price.size()).isEqualTo("shared-cpu-1x:256MB");
        });
    }

    private static Tariff tariff(Guest guest, String region) {
        return Tariff.of(guest, new Region(region), PriceBooks.builtIn(), AT).orElseThrow();
    }
}
