package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.SignalName;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class ShrinkTest {
    private static final SignalName JOBS = new SignalName("jobs");

    record Row(String situation, Given given, List<String> plan, List<String> reasons) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Given three(double a, double b, double c) {
        return Given.fleet(web("a"), web("b"), web("c")).concurrency(a, b, c);
    }

    private static PolicyMemory slept(int times, Duration ago) {
        List<Action> drains =
                java.util.Collections.nCopies(times, new Action.Drain(Machines.ref("x"), SleepKind.STOP, Reason.IDLE));
        return Given.warm(T0).acted(T0.minus(ago), drains, Duration.ofHours(1));
    }

    static Stream<Row> shrink() {
        return Stream.of(
                // 9 / 20 = 0.45: one is needed
                new Row(
                        "the least busy ones go, in the order of the plan by id",
                        three(2, 4, 3),
                        List.of("drain a IDLE", "drain c IDLE"),
                        List.of("a=IDLE", "b=NEEDED", "c=IDLE")),
                new Row(
                        "the step limit holds the rest",
                        three(2, 4, 3).settings(Settings.usual().steps(1, 1)),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=STEP_LIMIT", "c=STEP_LIMIT")),
                new Row(
                        "the budget holds the rest",
                        three(2, 4, 3).memory(slept(3, Duration.ofMinutes(20))),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=BUDGET_SPENT", "c=BUDGET_SPENT")),
                new Row(
                        "the budget is spent",
                        three(2, 4, 3).memory(slept(4, Duration.ofMinutes(20))),
                        List.of(),
                        List.of("a=BUDGET_SPENT", "b=BUDGET_SPENT", "c=BUDGET_SPENT")),
                new Row(
                        "a budget spent an hour ago is back",
                        three(2, 4, 3).memory(slept(4, Duration.ofHours(1))),
                        List.of("drain a IDLE", "drain c IDLE"),
                        List.of("a=IDLE", "b=NEEDED", "c=IDLE")),
                new Row("all are needed", three(14, 14, 14), List.of(), List.of("a=NEEDED", "b=NEEDED", "c=NEEDED")),
                new Row(
                        "the window remembers that two were needed",
                        three(2, 4, 3)
                                .memory(Given.warm(T0.minusSeconds(500))
                                        .seen(T0.minusSeconds(500), need(2), Set.of(), Settings.WINDOW)),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=STABILIZING", "c=STABILIZING")),
                new Row(
                        "the window remembers that all were needed",
                        three(2, 4, 3)
                                .memory(Given.warm(T0.minusSeconds(500))
                                        .seen(T0.minusSeconds(500), need(3), Set.of(), Settings.WINDOW)),
                        List.of(),
                        List.of("a=STABILIZING", "b=STABILIZING", "c=STABILIZING")),
                new Row(
                        "the floor keeps two",
                        three(0, 0, 0).settings(Settings.usual().floor(2)),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=KEPT_BY_FLOOR", "c=KEPT_BY_FLOOR")),
                new Row(
                        "a region's floor keeps its one, however idle",
                        Given.fleet(web("a"), web("b"), web("c").in(LHR))
                                .concurrency(3, 2, 0)
                                .settings(Settings.usual().regionFloor(LHR, 1)),
                        List.of("drain b IDLE"),
                        List.of("a=NEEDED", "b=IDLE", "c=KEPT_BY_FLOOR")),
                new Row(
                        "a machine that is waking does not carry the floor",
                        Given.fleet(web("a"), web("b").inState("starting").updated(T0))
                                .concurrency(0)
                                .settings(Settings.usual().floor(1)),
                        List.of(),
                        List.of("a=KEPT_BY_FLOOR", "b=IN_MOTION")),
                new Row(
                        "nothing could wake it",
                        Given.fleet(web("a").autostart(false), web("b").autostart(false))
                                .concurrency(0, 0),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=NOTHING_CAN_WAKE")),
                new Row(
                        "autostop is off",
                        Given.fleet(web("a").autostop(Autostop.OFF), web("b").autostop(Autostop.OFF))
                                .concurrency(0, 0),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=AUTOSTOP_OFF")),
                new Row(
                        "a gap",
                        three(2, 4, 3)
                                .readings(Readings.at(T0).concurrency("a", 0).concurrency("b", 0)),
                        List.of(),
                        List.of("a=SIGNAL_ABSENT", "b=SIGNAL_ABSENT", "c=SIGNAL_ABSENT")),
                new Row(
                        "warming up",
                        three(2, 4, 3)
                                .memory(PolicyMemory.NEW.seen(
                                        T0.minus(Settings.WINDOW).plusSeconds(1), need(0), Set.of(), Settings.WINDOW)),
                        List.of(),
                        List.of("a=WARMING_UP", "b=WARMING_UP", "c=WARMING_UP")),
                new Row(
                        "watched for exactly a window",
                        three(2, 4, 3)
                                .memory(PolicyMemory.NEW.seen(
                                        T0.minus(Settings.WINDOW), need(0), Set.of(), Settings.WINDOW)),
                        List.of("drain a IDLE", "drain c IDLE"),
                        List.of("a=IDLE", "b=NEEDED", "c=IDLE")),
                new Row(
                        "cooling down",
                        three(2, 4, 3).memory(woke(179)),
                        List.of(),
                        List.of("a=COOLING_DOWN", "b=COOLING_DOWN", "c=COOLING_DOWN")),
                new Row(
                        "cooled down",
                        three(2, 4, 3).memory(woke(180)),
                        List.of("drain a IDLE", "drain c IDLE"),
                        List.of("a=IDLE", "b=NEEDED", "c=IDLE")),
                new Row(
                        "a leased one is left alone, the next one goes",
                        Given.fleet(web("a").leasedUntil(T0.plusSeconds(9)), web("b"))
                                .concurrency(0, 1),
                        List.of("drain b IDLE"),
                        List.of("a=LEASED", "b=IDLE")),
                new Row(
                        "the last machine sleeps without a cordon once it is idle",
                        Given.fleet(web("a")),
                        List.of("sleep a IDLE"),
                        List.of("a=IDLE")),
                new Row(
                        "both are idle: one stays open to traffic while the other drains",
                        Given.fleet(web("a").autostart(false), web("b"))
                                .settings(Settings.usual().floor(0).signals(Settings.CONCURRENCY, Settings.queue(9)))
                                .readings(Readings.at(T0)
                                        .concurrency("a", 0)
                                        .concurrency("b", 0)
                                        .ofApp(Settings.QUEUE, 0)),
                        List.of("drain a IDLE", "sleep b IDLE"),
                        List.of("a=IDLE", "b=IDLE")),
                new Row(
                        "two busy ones that nothing needs do not cordon each other off",
                        Given.fleet(web("a"), web("b"))
                                .settings(Settings.usual().signals(perMachine()))
                                .readings(jobs(0.0, 0.0)),
                        List.of("drain a IDLE", "sleep b IDLE"),
                        List.of("a=IDLE", "b=IDLE")));
    }

    @Test
    void whatFilledTheWindowMayHaveBeenADemandThatNobodyKnew() {
        Given given = three(2, 4, 3)
                .memory(Given.warm(T0.minusSeconds(500))
                        .seen(T0.minusSeconds(500), need(3), Set.of(), Settings.WINDOW));
        String said = "3 were needed, or could not be ruled out, within 600 s";
        assertThat(given.evaluate().report().holds()).containsExactly(new FleetReport.Hold(Reason.STABILIZING, said));
        assertThat(given.report("a").detail()).isEqualTo(said);
    }

    private static DemandSignal perMachine() {
        return new DemandSignal(JOBS, new Capacity.PerMachine(10), false);
    }

    private static Readings jobs(double... byMachine) {
        Readings said = Readings.at(T0);
        for (int i = 0; i < byMachine.length; i++) {
            said.sample(
                    JOBS,
                    Optional.empty(),
                    Optional.of(new MachineId(String.valueOf((char) ('a' + i)))),
                    new Reading.Fresh(byMachine[i], T0.minusSeconds(11)));
        }
        return said;
    }

    private static Need need(int iad) {
        return new Need(Given.map(Machines.IAD, iad), 0, iad);
    }

    private static PolicyMemory woke(long secondsAgo) {
        return Given.warm(T0)
                .acted(
                        T0.minusSeconds(secondsAgo),
                        List.of(new Action.Start(Machines.ref("a"), Reason.DEMAND)),
                        Duration.ofHours(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shrink(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.plan);
        assertThat(row.given.reasons()).isEqualTo(row.reasons);
    }

    private static Given workers(double... jobs) {
        Machines[] fleet = new Machines[jobs.length];
        for (int i = 0; i < jobs.length; i++) {
            fleet[i] = worker(String.valueOf((char) ('a' + i)));
        }
        return Given.fleet(fleet)
                .settings(Settings.usual().signals(Settings.queue(10), perMachine()))
                .readings(jobs(jobs).ofApp(Settings.QUEUE, 0));
    }

    @Test
    void workersAreNotCordonedAndSleepOnlyWhenTheirOwnSignalSaysIdle() {
        assertThat(workers(3, 0).plan()).containsExactly("sleep b IDLE");
        assertThat(workers(3, 0).reasons()).containsExactly("a=NEEDED", "b=IDLE");
        assertThat(workers(3, 1).plan()).isEmpty();
        assertThat(workers(3, 1).reasons()).contains("b=WORKER_BUSY");
    }

    @Test
    void withoutASignalOfItsOwnAWorkerSleepsOnlyWhenTheFleetHasNoWork() {
        Given busy = Given.fleet(worker("a"), worker("b"), worker("c"))
                .settings(Settings.usual().signals(Settings.queue(10)));
        assertThat(busy.readings(Readings.at(T0).ofApp(Settings.QUEUE, 1)).plan())
                .isEmpty();
        assertThat(busy.reasons()).containsOnly("a=WORKER_BUSY", "b=WORKER_BUSY", "c=WORKER_BUSY");
        assertThat(busy.readings(Readings.at(T0).ofApp(Settings.QUEUE, 0)).plan())
                .containsExactly("sleep a IDLE", "sleep b IDLE");
    }

    @Test
    void amongEquallyIdleOnesTheYoungestGoes() {
        Given given = Given.fleet(web("a"), web("b"), web("c").created(T0.minusSeconds(90_000)))
                .settings(Settings.usual().floor(1).steps(1, 1));
        assertThat(given.plan()).containsExactly("drain c IDLE");
    }

    @Test
    void suspendWhereFlyAllowsItElseStop() {
        Given given = Given.fleet(web("a").memory(4096), web("b"), web("c").softLimit(19))
                .concurrency(0, 0, 5);
        assertThat(given.evaluate().plan().actions())
                .containsExactly(
                        new Action.Drain(Machines.ref("a"), SleepKind.STOP, Reason.IDLE),
                        new Action.Drain(Machines.ref("b"), SleepKind.SUSPEND, Reason.IDLE));
        assertThat(given.report("a").detail()).isEqualTo("stop, not suspend: memory 4096 MB exceeds 2048 MB");
    }

    @Test
    void suspendOnlyLeavesAwakeWhatCannotBeSuspended() {
        Given given = Given.fleet(web("a").memory(4096), web("b"))
                .concurrency(0, 5)
                .settings(Settings.usual().idleAction(IdleAction.SUSPEND));
        assertThat(given.plan()).as("the next one goes").containsExactly("drain b IDLE");
        assertThat(given.reason("a")).isEqualTo(Reason.CANNOT_SUSPEND);
    }

    @Test
    void notManyAreSuspendedAtOnce() {
        Given given = Given.fleet(web("a"), web("b"), web("c"), web("d"), web("e"), web("f"))
                .settings(Settings.usual()
                        .steps(1, 5)
                        .budget(9, Duration.ofHours(1))
                        .floor(1));
        assertThat(given.evaluate().plan().actions().stream()
                        .map(action -> ((Action.Drain) action).sleep())
                        .filter(SleepKind.SUSPEND::equals))
                .hasSize(Sleepability.MANY_SUSPENDING);
    }

    record Deploy(String situation, Given given, boolean holds) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Deploy> deploys() {
        // Crockford's base 32 of T0 − 30 days and of T0 − 10 minutes, in milliseconds.
        String old = ulid(T0.minus(Duration.ofDays(30)).toEpochMilli());
        String young = ulid(T0.minus(Duration.ofMinutes(10)).toEpochMilli());
        return Stream.of(
                new Deploy("one release", three(0, 0, 0), false),
                new Deploy(
                        "one is being updated",
                        beside(web("c").inState("updating").updated(T0)),
                        true),
                new Deploy(
                        "one is being replaced",
                        beside(web("c").inState("replacing").updated(T0)),
                        true),
                new Deploy(
                        "an update that has hung for hours",
                        beside(web("c").inState("updating").updated(T0.minus(Duration.ofHours(3)))),
                        false),
                new Deploy(
                        "two releases, the newer config is young",
                        beside(web("c").meta("fly_release_version", "8").version(young)),
                        true),
                new Deploy(
                        "two releases for a month, though the proxy starts and stops machines all day",
                        Given.fleet(
                                web("a").version(old).updated(T0.minusSeconds(30)),
                                web("b").version(old),
                                web("c").version(old).meta("fly_release_version", "8")),
                        false),
                new Deploy(
                        "two releases, versions that tell no time, a young change",
                        beside(web("c").version("v8")
                                .meta("fly_release_version", "8")
                                .updated(T0.minusSeconds(600))),
                        true),
                new Deploy(
                        "two releases, versions that tell no time, an old change",
                        beside(web("c").version("v8")
                                .meta("fly_release_version", "8")
                                .updated(T0.minusSeconds(3600))),
                        false));
    }

    private static Given beside(Machines other) {
        return Given.fleet(web("a").version("v7"), web("b").version("v7"), other);
    }

    static String ulid(long millis) {
        String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        StringBuilder text = new StringBuilder();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(digits.charAt((int) (millis >> shift) & 31));
        }
        return text + "ABCDEFGHJKMNPQRS";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void deploys(Deploy row) {
        assertThat(row.given.plan().isEmpty()).isEqualTo(row.holds);
        assertThat(row.given.holds().contains(Reason.DEPLOY_RUNNING)).isEqualTo(row.holds);
    }

    @Test
    void everyReasonThatClosesTheGateIsNamed() {
        PolicyMemory memory = PolicyMemory.NEW
                .seen(T0.minusSeconds(15), new Need(new TreeMap<>(), 0, 0), Set.of(), Settings.WINDOW)
                .acted(
                        T0.minusSeconds(15),
                        List.of(new Action.Start(Machines.ref("a"), Reason.DEMAND)),
                        Duration.ofHours(1));
        Given given = Given.fleet(
                        web("a"), web("b"), web("c").inState("updating").updated(T0))
                .memory(memory)
                .settings(Settings.usual().budget(0, Duration.ofHours(1)));
        assertThat(given.holds())
                .containsExactly(Reason.DEPLOY_RUNNING, Reason.WARMING_UP, Reason.COOLING_DOWN, Reason.BUDGET_SPENT);
    }
}
