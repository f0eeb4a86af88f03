package dev.hangar.report;

import dev.hangar.model.MicroDollars;
import dev.hangar.testkit.Golden;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BacktestHtmlTest {
    private static final LocalDate ERA = LocalDate.parse("2026-10-01");
    private static final LocalDate SEEN = LocalDate.parse("2026-10-09");
    private static final BacktestSeries DEMAND = series(0, 0.5, 1.8, 2.9, 0.4, 0, 0, 0);

    /// Four machine-slots more than the optimum, and exact dollars.
    private static final BacktestRow ADAPTIVE =
            row("adaptive", 0.005, dollars(1_500_000, 9_000_000), series(1, 1, 2, 3, 1, 1, 0, 0));

    private static final BacktestRow LATE =
            row("hpa", 0.25, dollars(900_000, 5_400_000), series(0, 0, 1, 2, 2, 0, 0, 0));
    private static final BacktestRow ALWAYS =
            row("always-on", 0, dollars(4_000_000, 24_000_000), series(3, 3, 3, 3, 3, 3, 3, 3));
    private static final BacktestRow OPTIMUM =
            row("optimum", 0, dollars(1_000_000, 6_000_000), series(0, 1, 2, 3, 1, 0, 0, 0));

    @Test
    void thePageIsTheGoldenOne() {
        String page = new BacktestHtml().render(report("demand.csv", true, ADAPTIVE, LATE, ALWAYS, OPTIMUM));

        Golden.assertMatches("report/backtest.html", page);
    }

    @Test
    void theHeadlineNamesTheCheapestThatKeepsTheLateShare() {
        String page = new BacktestHtml().render(report("demand.csv", true, LATE, ALWAYS, ADAPTIVE, OPTIMUM));

        assertThat(page)
                .contains("adaptive is the cheapest policy that keeps a late share of 1 %: $9.00 per 30 days.")
                .contains("<b>1.286×</b><span>the cost of the clairvoyant optimum, $3.00 more per 30 days")
                .contains("<b>62.5 % less</b><span>than always-on, $15.00 less per 30 days")
                .containsPattern("best\"><td><span class=\"chip\"></span>adaptive")
                .contains("seen on 2026-10-09");
    }

    @Test
    void whenNobodyKeepsItTheClosestIsNamed() {
        String page = new BacktestHtml().render(report("demand.csv", false, LATE, OPTIMUM));

        assertThat(page)
                .contains("No policy keeps a late share of 1 %. The closest is hpa with 25 %.")
                .doesNotContain("class=\"card\"", " best\"");
    }

    @Test
    void theClairvoyantAloneIsNoPolicy() {
        assertThat(new BacktestHtml().render(report("demand.csv", false, OPTIMUM)))
                .contains("Only the clairvoyant optimum was replayed.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100      | 10 | 0 10 20 30 40 50 60 70 80 90 100
            80.7     |  6 | 0 20 40 60 80
            5000     |  6 | 0 1,000 2,000 3,000 4,000 5,000
            0.25     |  6 | 0 0.05 0.1 0.15 0.2 0.25
            0.00021  |  6 | 0 0.00005 0.0001 0.00015 0.0002
            """)
    void axesAreMarkedAtRoundNumbers(double most, int count, String labels) {
        assertThat(new Scale(most, 0, 100).ticks(count).stream().map(Scale::label))
                .containsExactly(labels.split(" ", -1));
    }

    @Test
    void withoutDemandThereIsAPage() {
        BacktestSeries nothing = series(0, 0);
        BacktestRow idle = new BacktestRow("hpa", 0, OptionalDouble.empty(), 0, 0, 0, 0, 0, nothing, Optional.empty());
        BacktestReport report = new BacktestReport(
                "idle", 2, 0, "proxy", 5, 1, 0.01, 0, nothing, List.of(idle), Optional.empty(), List.of());

        assertThat(new BacktestHtml().render(report))
                .contains("There was no demand at all.")
                .doesNotContain("NaN", "Infinity", "Cost against lateness");
    }

    @Test
    void hostileTextStaysText() {
        String hostile = "</title><script>alert(1)</script>\" onload=\"x' & \u001b[2J\u202e";
        BacktestReport report = report(hostile, false, ADAPTIVE).noting(List.of("<img src=x onerror=y>"));

        assertThat(new BacktestHtml().render(report))
                .doesNotContain("<script", "<img", "\u001b", "\u202e", "\" onload")
                .contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x&#39; &amp; ")
                .contains("&lt;img src=x onerror=y&gt;");
    }

    @Test
    void nothingIsFetchedAndNothingRuns() {
        assertThat(new BacktestHtml().render(report("demand.csv", true, ADAPTIVE, LATE, ALWAYS, OPTIMUM)))
                .doesNotContain("://", "src=", "href", "@import", "<script", "<link", "javascript")
                .contains("default-src 'none'");
    }

    @Test
    void aPolicyThatIsFarTooDearLeavesTheCharts() {
        BacktestRow spendthrift = row("always-on", 0, Optional.empty(), series(9, 9, 9, 9, 9, 9, 9, 9));

        assertThat(new BacktestHtml().render(report("demand.csv", false, ADAPTIVE, spendthrift, OPTIMUM)))
                .contains("So dear that it leaves the chart: always-on.")
                .contains("always-on ↑ 10.3×")
                .contains("So high that it leaves the chart: always-on.");
    }

    private static BacktestReport report(String trace, boolean priced, BacktestRow... rows) {
        Prices prices = new Prices(ERA, SEEN);
        Optional<BacktestPrice> price = Optional.of(new BacktestPrice(
                        "shared-cpu-1x:256MB",
                        "iad",
                        new MicroDollars(2_194_128),
                        prices,
                        new BacktestDollars(new MicroDollars(1_000_000), new MicroDollars(6_000_000))))
                .filter(any -> priced);
        return new BacktestReport(
                trace, 8, 1, "proxy", 5, 1, 0.01, 105, DEMAND, List.of(rows), price, List.of("1 of 8 slots was held"));
    }

    private static BacktestRow row(
            String policy, double late, Optional<BacktestDollars> dollars, BacktestSeries started) {
        double billed = started.billedSeconds().getLast();
        return new BacktestRow(policy, billed, OptionalDouble.of(billed / 105), late, 3, 1, 6, 4320, started, dollars);
    }

    private static Optional<BacktestDollars> dollars(long whole, long per30Days) {
        return Optional.of(new BacktestDollars(new MicroDollars(whole), new MicroDollars(per30Days)));
    }

    private static BacktestSeries series(double... values) {
        List<Double> list = DoubleStream.of(values).boxed().toList();
        return new BacktestSeries(values.length, 1, list, list);
    }
}
