package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Lease;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Settings.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

class PlanCheckerTest {
    private static final DrainTag TAG = new DrainTag(new MachineId("a"), T0.minusSeconds(60), SleepKind.STOP);

    static Action start(String id) {
        return new Action.Start(ref(id), Reason.DEMAND);
    }

    static Action drain(String id) {
        return new Action.Drain(ref(id), SleepKind.SUSPEND, Reason.IDLE);
    }

    static Action sleep(String id, boolean drained) {
        return new Action.Sleep(ref(id), SleepKind.SUSPEND, drained, Reason.IDLE);
    }

    static Action undrain(String id) {
        return new Action.Undrain(ref(id), Reason.DRAIN_CANCELED);
    }

    static Action destroy(String id) {
        return new Action.Destroy(ref(id), Reason.LAUNCH_PAIR);
    }

    private static Machines draining() {
        return web("a").cordoned().tagged(TAG);
    }

    private static Machines leased(String id) {
        return web(id).lease(Optional.of(new Lease("deployer", T0.plusSeconds(9), "fly deploy")));
    }

    /// Of another release than the rest, just now.
    private static Machines between(Machines machine) {
        return machine.meta("fly_release_version", "8").version("young").updated(T0.minusSeconds(20));
    }

    record Row(String situation, Given given, List<Action> plan, List<String> violations) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Row fine(String situation, Given given, Action... plan) {
        return new Row(situation, given, List.of(plan), List.of());
    }

    private static Row wrong(String situation, Given given, Action action, String... violations) {
        return new Row(situation, given, List.of(action), List.of(violations));
    }

    private static final Settings DESTROY = Settings.usual().launchPair(LaunchPairMode.DESTROY);

    private static final PolicyMemory WEEK = Given.watched(T0, LaunchPair.EVIDENCE);

    /// The two machines of one launch, in mode destroy and watched for a week: `a` is the second.
    private static Given twins(Machines a, Machines b) {
        Instant launch = T0.minus(Duration.ofDays(9));
        return Given.fleet(a.created(launch.plusSeconds(40)), b.created(launch))
                .settings(DESTROY)
                .memory(WEEK);
    }

    static Stream<Row> plans() {
        Given pair = Given.fleet(web("a"), web("b"));
        return Stream.of(
                fine("nothing", pair),
                fine("one drains", pair, drain("a")),
                fine("one sleeps at once", pair, sleep("a", false)),
                fine("a drained one sleeps", Given.fleet(draining(), web("b")), sleep("a", true)),
                fine("a drain is canceled", Given.fleet(draining(), web("b")), undrain("a")),
                fine("a sleeper starts", Given.fleet(web("a").stopped()), start("a")),
                fine("a stranger's tag comes off", Given.fleet(draining().schedule("daily")), undrain("a")),
                fine("a sleeping twin is destroyed", twins(web("a").stopped(), web("b")), destroy("a")),
                fine(
                        "a twin is destroyed beside a first that sleeps",
                        twins(web("a").stopped(), web("b").suspended()),
                        destroy("a")),
                wrong(
                        "destroys a sleeper of a fleet that was no launch",
                        Given.fleet(web("a").stopped(), web("b"), web("c"))
                                .settings(DESTROY)
                                .memory(WEEK),
                        destroy("a"),
                        "destroy shop/a: not the second machine of a launch"),
                wrong(
                        "destroys the first machine of a launch",
                        twins(web("a"), web("b").stopped()),
                        destroy("b"),
                        "destroy shop/b: not the second machine of a launch"),
                wrong(
                        "destroys a twin that demand has needed",
                        twins(web("a").stopped(), web("b"))
                                .memory(WEEK.seen(
                                        T0.minusSeconds(10), new Need(new TreeMap<>(), 2, 2), Set.of(), WINDOW)),
                        destroy("a"),
                        "destroy shop/a: kept by DEMAND"),
                wrong(
                        "destroys a twin although the first has failed",
                        twins(web("a").stopped(), web("b").inState("failed")),
                        destroy("a"),
                        "destroy shop/a: the first machine is not sound"),
                wrong(
                        "destroys a twin although the first is leased",
                        twins(web("a").stopped(), web("b").leasedUntil(T0.plusSeconds(5))),
                        destroy("a"),
                        "destroy shop/a: the first machine is not sound"),
                wrong(
                        "destroys a twin while the demand is not known",
                        twins(web("a").stopped(), web("b")).readings(Readings.at(T0)),
                        destroy("a"),
                        "shrinks although signal-absent"),
                wrong(
                        "destroys a twin after less than a week",
                        twins(web("a").stopped(), web("b"))
                                .memory(Given.watched(T0, LaunchPair.EVIDENCE.minusSeconds(1))),
                        destroy("a"),
                        "destroy shop/a: watched for 6.9 of 7 days"),
                new Row(
                        "destroys the twin and puts the first to sleep",
                        twins(web("a").stopped(), web("b")),
                        List.of(sleep("b", false), destroy("a")),
                        List.of("destroy shop/a: not the only action that takes capacity")),
                new Row("twice", pair, List.of(drain("a"), drain("a")), List.of("shop/a is named twice")),
                wrong("a machine that is not there", pair, drain("z"), "shop/z is not in the fleet"),
                wrong("starts one that runs", pair, start("a"), "start shop/a: is SERVING"),
                wrong("drains one that sleeps", Given.fleet(web("a").stopped()), drain("a"), "drain shop/a: is ASLEEP"),
                wrong(
                        "finishes a drain that never began",
                        Given.fleet(web("a"), web("b"), web("c")),
                        sleep("a", true),
                        "sleep shop/a: is SERVING"),
                wrong(
                        "touches a leased one",
                        Given.fleet(web("a").leasedUntil(T0.plusSeconds(5)), web("b")),
                        drain("a"),
                        "drain shop/a: leased"),
                wrong(
                        "touches a scheduled one",
                        Given.fleet(web("a").stopped().schedule("daily"), web("b")),
                        start("a"),
                        "start shop/a: scheduled"),
                wrong(
                        "touches one with an open expectation",
                        Given.fleet(web("a"), web("b")).expecting("a", MachineState.SUSPENDED),
                        sleep("a", false),
                        "sleep shop/a: expected"),
                wrong(
                        "takes off a cordon that is not ours",
                        Given.fleet(web("a").cordoned()),
                        undrain("a"),
                        "undrain shop/a: no tag of ours, or leased"),
                wrong(
                        "undrains a leased one",
                        Given.fleet(draining().leasedUntil(T0.plusSeconds(5))),
                        undrain("a"),
                        "undrain shop/a: no tag of ours, or leased"),
                wrong(
                        "destroys one with a volume",
                        twins(web("a").stopped().volume("vol_1"), web("b")),
                        destroy("a"),
                        "destroy shop/a: it has a volume",
                        "destroy shop/a: not the second machine of a launch"),
                wrong("destroys one that runs", twins(web("a"), web("b")), destroy("a"), "destroy shop/a: is SERVING"),
                wrong(
                        "destroys although the user did not ask for it",
                        twins(web("a").stopped(), web("b")).settings(Settings.usual()),
                        destroy("a"),
                        "destroy shop/a: launch-pair is PARK"),
                wrong(
                        "breaks the floor",
                        Given.fleet(web("a"), web("b"))
                                .settings(Settings.usual().floor(2)),
                        drain("a"),
                        "leaves 1 serving, floor 2"),
                wrong(
                        "takes the last one that nothing could wake",
                        Given.fleet(web("a").autostart(false)),
                        sleep("a", false),
                        "leaves 0 serving, floor 1"),
                wrong(
                        "breaks a region's floor",
                        Given.fleet(web("a").in(LHR), web("b"), web("c"))
                                .settings(Settings.usual().regionFloor(LHR, 1)),
                        drain("a"),
                        "leaves 0 in lhr, floor 1"),
                wrong(
                        "relies on a machine that is still waking",
                        Given.fleet(web("a"), web("b").inState("starting").updated(T0))
                                .settings(Settings.usual().floor(1)),
                        drain("a"),
                        "leaves 0 serving, floor 1"),
                wrong(
                        "finishes a drain while the floor is not served",
                        Given.fleet(draining(), web("b").inState("starting").updated(T0))
                                .settings(Settings.usual().floor(1)),
                        sleep("a", true),
                        "leaves 0 serving, floor 1"),
                wrong(
                        "finishes a drain while its region's floor is not served",
                        Given.fleet(draining().in(LHR), web("b"))
                                .settings(Settings.usual().regionFloor(LHR, 1)),
                        sleep("a", true),
                        "leaves 0 in lhr, floor 1"),
                wrong(
                        "shrinks with a gap",
                        pairWithGap(Given.fleet(web("a"), web("b"))),
                        drain("a"),
                        "shrinks although signal-absent"),
                wrong(
                        "finishes a drain with a gap",
                        pairWithGap(Given.fleet(draining(), web("b"))),
                        sleep("a", true),
                        "shrinks although signal-absent"),
                wrong(
                        "drains beside leases on two others",
                        Given.fleet(web("a"), leased("b"), leased("c")),
                        drain("a"),
                        "shrinks although a deploy runs: 2 of 3 machines are leased"),
                wrong(
                        "finishes a drain between two releases",
                        Given.fleet(draining(), between(web("b")), web("c")),
                        sleep("a", true),
                        "shrinks although a deploy runs: 2 releases in one group"),
                wrong(
                        "drains while the app has a release command",
                        Given.fleet(web("a"), web("b")).deploy(Optional.of("a release command")),
                        drain("a"),
                        "shrinks although a deploy runs: a release command"),
                fine("grows beside a deploy", Given.fleet(web("a").stopped(), leased("b"), leased("c")), start("a")),
                fine("cancels a drain beside one", Given.fleet(draining(), leased("b"), leased("c")), undrain("a")),
                fine("drains beside one lease", Given.fleet(web("a"), web("b"), leased("c")), drain("a")),
                wrong(
                        "passes the ceiling",
                        Given.fleet(web("a").stopped(), web("b"))
                                .settings(Settings.usual().ceiling(1)),
                        start("a"),
                        "runs 2, ceiling 1"),
                wrong(
                        "spends more than the budget",
                        Given.fleet(web("a"), web("b"))
                                .settings(Settings.usual().budget(1, Duration.ofHours(1)))
                                .memory(Given.warm(T0).acted(T0, List.of(drain("x")), Duration.ofHours(1))),
                        drain("a"),
                        "spends 2 of a budget of 1"),
                new Row(
                        "takes too many at once",
                        Given.fleet(web("a"), web("b"), web("c"))
                                .settings(Settings.usual().steps(1, 1)),
                        List.of(drain("a"), sleep("b", false)),
                        List.of("puts 2 to sleep, step limit 1")));
    }

    private static Given pairWithGap(Given given) {
        return given.readings(Readings.at(T0).concurrency("a", 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void plans(Row row) {
        assertThat(row.given.violations(row.plan.toArray(Action[]::new))).isEqualTo(row.violations);
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, true, false, true",
        "SUSPENDED, true, false, true",
        "STARTED, false, true, false",
        "STARTING, false, false, false",
        "SUSPENDING, false, false, false",
        "CREATED, false, false, false",
        "FAILED, false, false, false",
        "UNRECOGNIZED, false, false, false"
    })
    void whatStillFitsAState(MachineState state, boolean wakes, boolean sleeps, boolean destroys) {
        assertThat(PlanChecker.stillFits(start("a"), state)).isEqualTo(wakes);
        assertThat(PlanChecker.stillFits(drain("a"), state)).isEqualTo(sleeps);
        assertThat(PlanChecker.stillFits(sleep("a", true), state)).isEqualTo(sleeps);
        assertThat(PlanChecker.stillFits(destroy("a"), state)).isEqualTo(destroys);
        assertThat(PlanChecker.stillFits(undrain("a"), state)).isTrue();
    }
}
