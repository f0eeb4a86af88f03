package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.SignalName;
import dev.hangar.testkit.Formulas;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

/// Fleets that a formula scales.
class ExpressionTest {
    private static final SignalName RUNNING = new SignalName("jobs-running");

    private static Settings by(String formula) {
        return Settings.usual().scaling(Formulas.scaling(formula));
    }

    private static Readings fresh(Readings said, SignalName signal, String machine, double value) {
        return said.sample(
                signal,
                Optional.empty(),
                Optional.of(new MachineId(machine)),
                new Reading.Fresh(value, T0.minus(Readings.AGE)));
    }

    /// Two machines with 30 requests together, one stopped, one suspended, and 25 jobs in the queue; a Thursday, 07:43.
    private static Given four(Settings settings) {
        return Given.fleet(web("a"), web("b"), web("c").stopped(), web("d").suspended())
                .settings(settings.floor(1).ceiling(9))
                .readings(Readings.at(T0)
                        .concurrency("a", 18)
                        .concurrency("b", 12)
                        .ofApp(Settings.QUEUE, 25));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ceil(queue / 10)                          | 3
            queue / 10                                | 3
            floor(queue / 10)                         | 2
            round(queue / 10)                         | 3
            queue * 0.1 * 1.2                         | 3
            abs(1 - started)                          | 1
            max(floor, min(ceil(queue / 2), ceiling)) | 9
            started                                   | 2
            stopped                                   | 1
            suspended                                 | 1
            created                                   | 4
            floor                                     | 1
            ceiling                                   | 9
            hour                                      | 7
            minute                                    | 43
            weekday                                   | 4
            load                                      | 2
            proxy_concurrency                         | 30
            Proxy_Concurrency / 15                    | 2
            if(hour < 8 and weekday <= 5, 1, 4)       | 1
            if(hour >= 8 or queue > 24, 4, 1)         | 4
            if(not (queue == 25), 1, 2)               | 2
            queue % 7                                 | 4
            -1e-12                                    | 0
            1e15                                      | 2147483647
            """)
    void counts(String formula, int expected) {
        FleetReport report = four(by(formula)).evaluate().report();
        assertThat(report.demand().gap()).isEmpty();
        assertThat(report.recommendation().total()).isEqualTo(expected);
    }

    record Unknown(String situation, Settings settings, UnaryOperator<Readings> said, Reason reason, String detail) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Unknown failing(String formula, String detail) {
        return new Unknown(
                formula, by(formula), said -> said.ofApp(Settings.QUEUE, 0), Reason.EXPRESSION_FAILED, detail);
    }

    private static Unknown unread(String situation, UnaryOperator<Readings> said, Reason reason, String detail) {
        return new Unknown(situation, by("queue / 10"), said, reason, detail);
    }

    static Stream<Unknown> unknowns() {
        return Stream.of(
                failing("2 / queue", "2 / queue: division by zero"),
                failing("started % queue", "started % queue: division by zero"),
                failing("queue - 3", "queue - 3: below zero: -3.0"),
                failing("started * 1e99 * 1e99 * 1e99 * 1e99", "started * 1e99 * 1e99 * 1e99 * 1e99: infinite"),
                new Unknown(
                        "not a number",
                        Settings.usual()
                                .scaling(new Scaling.Expression(new Given.Constant(Double.NaN, Set.of()), Map.of())),
                        said -> said,
                        Reason.EXPRESSION_FAILED,
                        "constant: not a number"),
                new Unknown(
                        "a name that nobody knows",
                        Settings.usual()
                                .scaling(new Scaling.Expression(new Given.Constant(1, Set.of("moon")), Map.of())),
                        said -> said,
                        Reason.EXPRESSION_FAILED,
                        "knows no moon"),
                new Unknown(
                        "a ceiling that nobody set",
                        by("ceiling"),
                        said -> said,
                        Reason.EXPRESSION_FAILED,
                        "no ceiling is set"),
                unread("nothing is said of the app", said -> said, Reason.SIGNAL_ABSENT, "queue: NOT_CONFIGURED"),
                unread(
                        "no series",
                        said -> said.empty(Settings.QUEUE),
                        Reason.SIGNAL_ABSENT,
                        "queue says nothing of this app"),
                unread(
                        "the query failed",
                        said -> said.failed(Settings.QUEUE, Reading.AbsenceReason.SOURCE_FAILED),
                        Reason.SIGNAL_ABSENT,
                        "queue: SOURCE_FAILED"),
                unread(
                        "an old sample",
                        said -> said.sample(
                                Settings.QUEUE,
                                Optional.empty(),
                                Optional.empty(),
                                new Reading.Stale(90, Duration.ofSeconds(200))),
                        Reason.SIGNAL_STALE,
                        "queue is 200 s old"),
                unread(
                        "no number",
                        said -> said.sample(
                                Settings.QUEUE,
                                Optional.empty(),
                                Optional.empty(),
                                new Reading.Absent(Reading.AbsenceReason.NOT_A_NUMBER)),
                        Reason.SIGNAL_ABSENT,
                        "queue: NOT_A_NUMBER"),
                unread(
                        "one machine of two is not measured",
                        said -> fresh(said, Settings.QUEUE, "b", 90),
                        Reason.SIGNAL_ABSENT,
                        "queue says nothing of machine a"),
                unread(
                        "a region is not measured",
                        said -> said.ofRegion(Settings.QUEUE, LHR, 90),
                        Reason.SIGNAL_ABSENT,
                        "queue says nothing of region iad"),
                unread(
                        "only machines of another fleet",
                        said -> fresh(said, Settings.QUEUE, "z", 90),
                        Reason.SIGNAL_ABSENT,
                        "queue says nothing of this app"));
    }

    private static Given idlePair(Unknown row) {
        return Given.fleet(web("a"), web("b"), web("c").suspended())
                .settings(row.settings)
                .readings(row.said.apply(Readings.at(T0).concurrency("a", 0).concurrency("b", 0)));
    }

    /// Unknown is never zero, and never ninety either.
    @ParameterizedTest(name = "{0}")
    @MethodSource("unknowns")
    void whatIsNotKnownChangesNothing(Unknown row) {
        Given given = idlePair(row);
        assertThat(given.plan()).isEmpty();
        assertThat(given.reason("a")).isEqualTo(row.reason);
        assertThat(given.report("b").detail()).isEqualTo(row.detail);
        assertThat(given.evaluate().report().recommendation().total()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknowns")
    void aFloorIsServedAllTheSame(Unknown row) {
        row.settings.floor(3);
        assertThat(idlePair(row).plan()).containsExactly("start c FLOOR");
    }

    @Test
    void aMachineThatHasJustStartedOnlyKeepsThisPassFromShrinking() {
        Given given = Given.fleet(web("a"), web("b").event("start", "started", "flyd", T0.minusSeconds(20)))
                .settings(by("proxy_concurrency / 20"))
                .concurrency(5);
        assertThat(given.plan()).isEmpty();
        assertThat(given.reason("a")).isEqualTo(Reason.SIGNAL_ABSENT);
        assertThat(given.evaluate().report().recommendation().total()).isZero();
    }

    @Test
    void theEndOfASleepersSeriesIsNoGap() {
        Given given = Given.fleet(web("a"), web("b").suspended())
                .settings(by("proxy_concurrency / 20"))
                .readings(Readings.at(T0).concurrency("a", 30).stale("b", 90));
        assertThat(given.plan()).containsExactly("start b DEMAND");
        assertThat(given.report("b").detail()).isEqualTo("proxy_concurrency / 20 asks for 2, 2 wanted");
    }

    @Test
    void regionsAddUp() {
        Given given = Given.fleet(web("a").in(IAD), web("b").in(LHR), web("c").suspended())
                .settings(by("queue / 10"))
                .readings(Readings.at(T0)
                        .concurrency("a", 0)
                        .concurrency("b", 0)
                        .ofRegion(Settings.QUEUE, IAD, 14)
                        .ofRegion(Settings.QUEUE, LHR, 7));
        assertThat(given.plan()).containsExactly("start c DEMAND");
    }

    /// The formula decides what is wanted; that activity is not known holds the shrinking, not the growing.
    @Test
    void aFormulaGrowsOnWhatItKnows() {
        Given given = Given.fleet(web("a"), web("b").suspended())
                .settings(by("queue / 10"))
                .readings(Readings.at(T0).stale("a", 3).ofApp(Settings.QUEUE, 15));
        assertThat(given.plan()).containsExactly("start b DEMAND");
        assertThat(given.report("b").detail()).isEqualTo("by queue / 10, 2 wanted");
    }

    @Test
    void loadIsNotKnownWhereActivityIsNot() {
        Given given = Given.fleet(web("a"), web("b"))
                .settings(by("load"))
                .readings(Readings.at(T0).concurrency("a", 0).stale("b", 30));
        assertThat(given.plan()).isEmpty();
        assertThat(given.reason("a")).isEqualTo(Reason.SIGNAL_ABSENT);
    }

    record Zero(String situation, String formula, DemandSignal signal, List<String> plan, List<String> reasons) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Zero> lastWorkers() {
        DemandSignal outlives = Settings.queue(10);
        DemandSignal dies = new DemandSignal(Settings.QUEUE, new Capacity.PerMachine(10), false);
        List<String> sleeps = List.of("sleep a IDLE");
        List<String> stays = List.of("a=NOTHING_CAN_WAKE");
        return Stream.of(
                new Zero("a queue that outlives", "ceil(queue / 10)", outlives, sleeps, List.of("a=IDLE")),
                new Zero("a queue that nobody said outlives", "ceil(queue / 10)", dies, List.of(), stays),
                new Zero("the time", "if(hour < 6, 2, 0)", outlives, sleeps, List.of("a=IDLE")),
                new Zero("nothing that moves", "0 * created", outlives, List.of(), stays),
                new Zero("its own count", "min(started, queue)", outlives, List.of(), stays),
                new Zero("the load of machines that run", "load + queue", outlives, List.of(), stays));
    }

    /// To zero goes only what the formula itself could wake again.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void lastWorkers(Zero row) {
        Given given = Given.fleet(worker("a"))
                .settings(by(row.formula).signals(row.signal))
                .readings(Readings.at(T0).ofApp(Settings.QUEUE, 0));
        assertThat(given.plan()).isEqualTo(row.plan);
        assertThat(given.reasons()).isEqualTo(row.reasons);
    }

    @Test
    void aQueueWakesWorkersFromZero() {
        Given given = Given.fleet(
                        worker("a").stopped(),
                        worker("b").stopped(),
                        worker("c").stopped())
                .settings(by("ceil(queue / 10)").signals(Settings.queue(10)))
                .readings(Readings.at(T0).ofApp(Settings.QUEUE, 11));
        assertThat(given.plan()).containsExactly("start a DEMAND", "start b DEMAND");
    }

    @Test
    void aBusyWorkerIsNotPutToSleepWhateverTheFormulaSays() {
        DemandSignal running = new DemandSignal(RUNNING, new Capacity.PerMachine(1), false);
        Readings said = fresh(fresh(Readings.at(T0).ofApp(Settings.QUEUE, 3), RUNNING, "a", 1), RUNNING, "b", 0);
        Given given = Given.fleet(worker("a"), worker("b"))
                .settings(by("0 * queue").signals(Settings.queue(10), running))
                .readings(said);
        assertThat(given.plan()).containsExactly("sleep b IDLE");
        assertThat(given.reason("a")).isEqualTo(Reason.WORKER_BUSY);
    }

    record Flap(String situation, String formula, int requests, List<String> plan, String detail) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Flap> sleeps() {
        return Stream.of(
                new Flap("what one machine takes", "ceil(queue / 10)", 4, List.of("drain a IDLE"), ""),
                new Flap(
                        "it asks for more once one is gone",
                        "if(started > 1, 1, 2)",
                        0,
                        List.of(),
                        "without it if(started > 1, 1, 2) asks for 2 on 1"),
                new Flap(
                        "it fails once one is gone",
                        "1 / (started - 1)",
                        0,
                        List.of(),
                        "without it 1 / (started - 1): division by zero"),
                new Flap(
                        "Fly Proxy would wake it again",
                        "ceil(queue / 10)",
                        12,
                        List.of(),
                        "Fly Proxy would start it: 24 connections on a soft limit of 20"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sleeps(Flap row) {
        Given given = Given.fleet(web("a"), web("b"))
                .settings(by(row.formula))
                .readings(Readings.at(T0)
                        .concurrency("a", row.requests)
                        .concurrency("b", row.requests)
                        .ofApp(Settings.QUEUE, 7));
        assertThat(given.plan()).isEqualTo(row.plan);
        if (!row.detail.isEmpty()) {
            assertThat(given.reason("a")).isEqualTo(Reason.WOULD_FLAP);
            assertThat(given.report("a").detail()).isEqualTo(row.detail);
        }
    }

    @Test
    void aFormulaThatForgetsTheRequestsDoesNotTakeTheLastMachineFromThem() {
        Given given = Given.fleet(web("a"), web("b").suspended())
                .settings(by("0 * queue"))
                .readings(Readings.at(T0).concurrency("a", 3).ofApp(Settings.QUEUE, 0));
        assertThat(given.plan()).isEmpty();
        assertThat(given.report("a").detail()).isEqualTo("Fly Proxy would start it: 3 connections on no machine left");
    }

    @Test
    void ceilingAndStepsCutWhatTheFormulaAsksFor() {
        Machines[] fleet = {web("a"), web("b").stopped(), web("c").stopped(), web("d").stopped()};
        Readings said = Readings.at(T0).concurrency("a", 0).ofApp(Settings.QUEUE, 1e300);
        Given ceiling = Given.fleet(fleet).settings(by("queue").ceiling(2)).readings(said);
        assertThat(ceiling.plan()).containsExactly("start b DEMAND");
        assertThat(ceiling.holds()).containsExactly(Reason.AT_CEILING);
        Given steps = Given.fleet(fleet).settings(by("queue").steps(1, 1)).readings(said);
        assertThat(steps.plan()).containsExactly("start b DEMAND");
        assertThat(steps.holds()).containsExactly(Reason.STEP_LIMIT);
    }

    @Test
    void theWindowKeepsWhatTheFormulaAskedForAMomentAgo() {
        Given busy = four(by("ceil(queue / 10)"));
        Given calm = Given.fleet(web("a"), web("b"))
                .settings(by("ceil(queue / 10)"))
                .memory(busy.evaluate().next())
                .at(T0.plusSeconds(15))
                .readings(Readings.at(T0.plusSeconds(15))
                        .concurrency("a", 1)
                        .concurrency("b", 1)
                        .ofApp(Settings.QUEUE, 0));
        assertThat(calm.plan()).isEmpty();
        assertThat(calm.reason("a")).isEqualTo(Reason.STABILIZING);
    }

    @Test
    void settingsWithTheSameFormulaAreEqual() {
        assertThat(by("queue / 10").build()).isEqualTo(by("queue / 10").build());
        assertThat(by("queue / 10").build()).isNotEqualTo(by("queue / 11").build());
        assertThat(by("queue / 10").build().signalNames()).containsExactly(Settings.CONCURRENCY.name(), Settings.QUEUE);
    }
}
