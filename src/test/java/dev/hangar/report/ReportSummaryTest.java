package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reading;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.LaunchPairMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.report.ReportSummary.Meaning.CHANGES;
import static dev.hangar.report.ReportSummary.Meaning.ERROR;
import static dev.hangar.report.ReportSummary.Meaning.NOTHING_TO_DO;
import static dev.hangar.report.ReportSummary.Meaning.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReportSummaryTest {
    static Stream<Arguments> exits() {
        PassRecord.Decided parked = Reports.launchPair(LaunchPairMode.PARK);
        return Stream.of(
                Arguments.of("an empty org", Reports.of(), NOTHING_TO_DO, 0, 0),
                Arguments.of("nothing to change", Reports.of(Reports.steady()), NOTHING_TO_DO, 0, 0),
                Arguments.of("a launch pair", Reports.of(parked), CHANGES, 0, 2),
                Arguments.of("an unread app", Reports.of(parked, Reports.unread()), PARTIAL, 0, 3),
                Arguments.of("a failed signal", report(1, List.of(parked), true), PARTIAL, 0, 3),
                Arguments.of("a refused plan", Reports.of(Reports.refused()), PARTIAL, 0, 3),
                Arguments.of(
                        "apps without machines, one unread",
                        report(2, List.of(Reports.unread()), false),
                        PARTIAL,
                        0,
                        3),
                Arguments.of("every app unread", Reports.of(Reports.unread()), ERROR, 1, 1),
                Arguments.of("apps could not be listed", report(0, List.of(), true), ERROR, 1, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exits")
    void exitCodesTellWhatItComesTo(
            String name, Report report, ReportSummary.Meaning meaning, int plain, int detailed) {
        ReportSummary summary = report.summary();

        assertThat(summary.meaning()).as(name).isEqualTo(meaning);
        assertThat(summary.exitCode(false)).isEqualTo(plain);
        assertThat(summary.exitCode(true)).isEqualTo(detailed);
    }

    @Test
    void countsAndSumsEverything() {
        ReportSummary summary = Reports.everything().summary();

        assertThat(summary.fleets()).isEqualTo(5);
        assertThat(summary.machines()).isEqualTo(13);
        assertThat(summary.changes()).isEqualTo(3);
        assertThat(summary.unread()).isEqualTo(1);
        assertThat(summary.unpriced()).isEqualTo(2);
        assertThat(summary.saving()).isEqualTo(summary.now().minus(summary.after()));
    }

    /// 846.5 + 0.25 GB x 2316 nano-dollars a second, over 30 days: $3.694896 started; the root file system of a
    /// sleeper costs $0.149999.
    @Test
    void sumsAreExactToTheMicroDollar() {
        ReportSummary summary =
                Reports.of(Reports.launchPair(LaunchPairMode.PARK)).summary();

        assertThat(summary.now().value()).isEqualTo(2 * 3_694_896L);
        assertThat(summary.after().value()).isEqualTo(3_694_896L + 149_999L);
    }

    @Test
    void aMachineWithHalfAPriceIsInNeitherSum() {
        ReportSummary summary = Reports.of(Reports.unpriced()).summary();

        assertThat(summary.unpriced()).isEqualTo(2);
        assertThat(summary.saving().value()).isZero();
    }

    @Test
    void aRefusedPlanSavesNothing() {
        ReportSummary summary = Reports.of(Reports.refused()).summary();

        assertThat(summary.changes()).isZero();
        assertThat(summary.saving().value()).isZero();
    }

    @Test
    void aFleetIsListedOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reports.of(Reports.steady(), Reports.steady()));
    }

    @Test
    void aSignalWithoutAnswerIsAProblem() {
        SignalSnapshot partial = new SignalSnapshot(
                SignalQuery.PROXY_CONCURRENCY,
                FleetMaker.AT,
                Map.of(),
                Optional.of(Reading.AbsenceReason.PARTIAL_ANSWER),
                Optional.empty());
        SignalSnapshot whole = SignalSnapshot.of(SignalQuery.PROXY_CONCURRENCY, FleetMaker.AT, Map.of());

        assertThat(Problem.of(partial)).hasValueSatisfying(problem -> {
            assertThat(problem.subject()).isEqualTo("signal proxy-concurrency");
            assertThat(problem.failure().kind()).isEqualTo(FailureKind.INVALID_ANSWER);
        });
        assertThat(Problem.of(whole)).isEmpty();
    }

    private static Report report(int apps, List<PassRecord> records, boolean signalFailed) {
        return Reports.of(apps, records, signalFailed ? List.of(Reports.prometheus()) : List.of());
    }
}
