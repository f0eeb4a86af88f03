package dev.hangar.report;

import dev.hangar.policy.LaunchPairMode;
import dev.hangar.testkit.Golden;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TableReportTest {
    /// What is to be copied keeps its lines, however long.
    private static final String TO_COPY = " ".repeat(8);

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("launch-pair", Reports.of(Reports.launchPair(LaunchPairMode.PARK))),
                Arguments.of("launch-pair-reported", Reports.of(Reports.launchPair(LaunchPairMode.REPORT))),
                Arguments.of("launch-pair-seen-once", Reports.of(Reports.launchPairSeenOnce())),
                Arguments.of("launch-pair-unknown-load", Reports.of(Reports.launchPairOfUnknownLoad())),
                Arguments.of("launch-pair-kept", Reports.of(Reports.launchPairKeptByFloor())),
                Arguments.of("growing", Reports.of(Reports.growing())),
                Arguments.of("no-changes", Reports.of(Reports.steady())),
                Arguments.of("waking", Reports.of(Reports.waking(), Reports.losingSnapshots())),
                Arguments.of("adaptive", Reports.of(Reports.adaptive(Duration.ofHours(20)))),
                Arguments.of("adaptive-at-first", Reports.of(Reports.adaptive(Duration.ofMinutes(20)))),
                Arguments.of("gap", Reports.of(Reports.gap())),
                Arguments.of("unpriced", Reports.of(Reports.unpriced())),
                Arguments.of("hostile", Reports.of(Reports.hostile())),
                Arguments.of("creating", Reports.of(Reports.creating())),
                Arguments.of("refused", Reports.of(Reports.refused())),
                Arguments.of("unread", Reports.of(Reports.steady(), Reports.unread())),
                Arguments.of("nothing-read", Reports.of(1, List.of(Reports.unread()), List.of(Reports.prometheus()))),
                Arguments.of("empty", Reports.of()),
                Arguments.of("everything", Reports.everything()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void looksAsAgreedAtEveryWidth(String name, Report report) {
        Golden.assertMatches("report/" + name + "-80.txt", table(report, 80, false));
        Golden.assertMatches("report/" + name + "-120.txt", table(report, 120, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void keepsToItsWidth(String name, Report report) {
        for (int width : new int[] {60, 80, 100, 120}) {
            assertThat(table(report, width, false).lines())
                    .as("%s at %d", name, width)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isPlainAsciiWhenAsked(String name, Report report) {
        String ascii = new TableReport(new TableStyle(100, false, false)).render(report);

        assertThat(ascii).as(name).matches("[\\x20-\\x7e\\n]*");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void colorsChangeNoText(String name, Report report) {
        String colored = table(report, 80, true);

        assertThat(colored.replaceAll("\u001b\\[[0-9]*m", "")).as(name).isEqualTo(table(report, 80, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void findingsKeepToEveryWidthAndToAscii(String name, Report report) {
        for (int width : new int[] {60, 80, 100, 120}) {
            assertThat(table(report, width, false).lines().filter(line -> !line.startsWith(TO_COPY)))
                    .as("%s at %d", name, width)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
        assertThat(new TableReport(new TableStyle(80, false, false)).render(report))
                .matches("[\\x20-\\x7e\\n]*");
        assertThat(table(report, 80, true).replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(table(report, 80, false));
    }

    @Test
    void manyEqualMachinesAreOneLine() {
        String table = table(Surveys.crowd(1, 50), 100, false);

        assertThat(table)
                .containsPattern("33 machines +iad 25, ord 8 +suspended +\\$4\\.95 +not-needed")
                .containsPattern("16 machines +iad 12, ord 4 +stopped +\\$2\\.40 +not-needed");
        assertThat(table.lines().filter(line -> line.contains("not-needed"))).hasSize(2);
    }

    @Test
    void sixEqualMachinesAreToldOneByOne() {
        assertThat(table(Surveys.crowd(1, 9), 100, false))
                .doesNotContain(" machines  iad")
                .contains("00000000000008");
    }

    @Test
    void theHeadlineComesFirstAndCountsEverythingThatIsPaid() {
        assertThat(table(Surveys.surveyed(), 100, false))
                .startsWith("Hangar report of org personal, 2026-11-22 03:14 UTC, dry run (mode observe)\n\n"
                        + "  $104.71 now → $103.21 per 30 days (-$1.50, -1.4 %)\n")
                .contains(
                        "Worst case, everything that was created runs: $113.83.",
                        "Advice: 1 outage risk, 1 saving worth up to $18.00 per 30 days",
                        "Total  $104.71 → $103.21 per 30 days (-$1.50)",
                        "Machines alone: $99.71 → $98.21 per 30 days.");
    }

    @Test
    void colorsLookAsAgreed() {
        Golden.assertMatches("report/everything-80-color.txt", table(Reports.everything(), 80, true));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 59})
    void isNeverNarrowerThanItCanBe(int width) {
        assertThat(table(Reports.everything(), width, false)).isEqualTo(table(Reports.everything(), 60, false));
    }

    @Test
    void doesNotDependOnTheOrderOfRecords() {
        Report one = Reports.of(Reports.steady(), Reports.unread(), Reports.growing());
        Report other = Reports.of(Reports.growing(), Reports.steady(), Reports.unread());

        assertThat(table(one, 80, false)).isEqualTo(table(other, 80, false));
    }

    private static String table(Report report, int width, boolean color) {
        return new TableReport(new TableStyle(width, color, true)).render(report);
    }

    @Test
    void oldPricesAreAWarning() {
        assertThat(table(seen("2026-10-09"), 120, false))
                .contains("list prices of 2026-10-01, seen 2026-10-09 (")
                .doesNotContain("prices.file");
        assertThat(table(seen("2026-04-01"), 120, false)).contains("! These prices are old");
    }

    private static Report seen(String day) {
        Report report = Reports.of(Reports.steady());
        Report.Header header = report.header();
        return new Report(
                new Report.Header(
                        header.org(),
                        header.mode(),
                        new Prices(header.prices().of(), LocalDate.parse(day)),
                        header.at(),
                        header.apps(),
                        header.token()),
                report.records(),
                report.problems());
    }
}
