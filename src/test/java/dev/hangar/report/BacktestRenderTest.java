package dev.hangar.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BacktestRenderTest {
    private static final BacktestSeries SERIES = new BacktestSeries(1, 1, List.of(0.0), List.of(0.0));

    @Test
    void noRatioIsADashAndNull() {
        BacktestReport report = report("demand.csv", row(OptionalDouble.empty(), 0));

        assertThat(new BacktestTable(new TableStyle(100, false, true)).render(report))
                .containsPattern("\nhpa +- ");
        assertThat(new BacktestJson().render(report)).contains("\"costRatio\" : null");
    }

    @Test
    void bigNumbersHaveNoExponent() {
        BacktestReport report = report("demand.csv", row(OptionalDouble.of(1), 123_000_000_000.0));

        assertThat(new BacktestJson().render(report))
                .contains("\"billedSeconds\" : 123000000000,", "\"costRatio\" : 1,");
    }

    @Test
    void hostileNamesReachNeitherTerminalNorPage() {
        BacktestReport report = report("a\u001b[2J<b>|*.csv", row(OptionalDouble.of(1), 1));

        assertThat(new BacktestTable(new TableStyle(100, false, true)).render(report))
                .doesNotContain("\u001b");
        assertThat(new BacktestJson().render(report)).doesNotContain("\u001b");
        assertThat(new BacktestMarkdown().render(report))
                .doesNotContain("\u001b", "<b>", " *")
                .contains("\\<b\\>\\|\\*.csv");
    }

    @Test
    void whoMissesTheLateShareIsMarked() {
        BacktestReport report = report("demand.csv", row(OptionalDouble.of(1), 1));

        String table = new BacktestTable(new TableStyle(100, true, true)).render(report);

        assertThat(table).contains("\u001b[31mhpa").contains("2.00 %").contains(" no\u001b[0m");
    }

    private static BacktestRow row(OptionalDouble ratio, double billed) {
        return new BacktestRow("hpa", billed, ratio, 0.02, 1, 1, 2, 2, SERIES, Optional.empty());
    }

    private static BacktestReport report(String trace, BacktestRow row) {
        return new BacktestReport(
                trace, 1, 0, "proxy", 5, 1, 0.01, 0, SERIES, List.of(row), Optional.empty(), List.of());
    }
}
