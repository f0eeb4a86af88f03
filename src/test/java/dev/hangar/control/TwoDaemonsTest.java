package dev.hangar.control;

import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineState;
import dev.hangar.model.Outcome;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.DrainTag;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.control.Daemon.outcomes;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Two Hangars in `act` mode on one fleet, the second one's whole pass at every step of the first one's. Each sees
/// other
/// machines idle, so without the fence they would take different ones.
class TwoDaemonsTest {
    /// No pass here makes more calls.
    private static final int MOST_CALLS = 30;

    /// @param floor machines that must go on serving
    /// @param world what they meet
    /// @param demand what each of them is told
    /// @param meanwhile what else happens right before the second one's pass
    record Situation(
            String name, int floor, List<Machines> world, List<Consumer<Daemon>> demand, Consumer<Daemon> meanwhile) {
        Daemon first() {
            return Daemon.acting(Settings.usual().floor(floor).steps(4, 2), world.toArray(Machines[]::new));
        }
    }

    static Stream<Situation> situations() {
        DrainTag tag = new DrainTag(ref("b").id(), T0.minusSeconds(60), SleepKind.STOP);
        return Stream.of(
                new Situation(
                        "two machines, floor 1",
                        1,
                        List.of(web("a"), web("b")),
                        List.of(busy("b"), busy("a")),
                        daemon -> {}),
                new Situation(
                        "four machines, floor 2, two at a time",
                        2,
                        List.of(web("a"), web("b"), web("c"), web("d")),
                        List.of(busy("c", "d"), busy("a", "b")),
                        daemon -> {}),
                new Situation(
                        "one of three is drained already, floor 1",
                        1,
                        List.of(web("a"), web("b").cordoned().tagged(tag), web("c")),
                        List.of(busy("c"), busy("a")),
                        daemon -> {}),
                new Situation(
                        "the proxy starts a machine with a lower id meanwhile, floor 2",
                        2,
                        List.of(web("0").stopped(), web("a"), web("b"), web("c")),
                        List.of(busy("c", "b"), busy("a", "0")),
                        daemon -> daemon.fly.change("0", machine -> machine.is(MachineState.STARTED))));
    }

    private static Consumer<Daemon> busy(String... machines) {
        return daemon -> List.of(machines).forEach(machine -> daemon.load(machine, 4));
    }

    static Stream<Arguments> steps() {
        return situations()
                .flatMap(situation -> IntStream.range(0, MOST_CALLS).mapToObj(call -> Arguments.of(situation, call)));
    }

    private static void together(Situation situation, Daemon first, int call) {
        Daemon second = first.rival();
        situation.demand.get(0).accept(first);
        situation.demand.get(1).accept(second);
        first.fly.interlude(call, () -> {
            situation.meanwhile.accept(first);
            second.tickAfter(Duration.ZERO);
            assertThat(first.open()).as("after the second").isGreaterThanOrEqualTo(situation.floor);
        });
        first.tick();
        assertThat(first.open()).as("after the first").isGreaterThanOrEqualTo(situation.floor);
        assertThat(first.custody.held())
                .allMatch(machine -> first.custody.lease(machine).isEmpty());
        assertThat(first.fly.all())
                .noneMatch(machine -> first.fly.isLeased(machine.id().value()));
    }

    @ParameterizedTest(name = "{0}: the second one at call {1}")
    @MethodSource("steps")
    void theFloorHoldsAtEveryStep(Situation situation, int call) {
        together(situation, situation.first(), call);
    }

    /// The lowest started machine is the same for both, so they meet on it also where no listing shows a lease.
    @ParameterizedTest(name = "{0}: the second one at call {1}")
    @MethodSource("steps")
    void theFloorHoldsWhereListingsShowNoLeases(Situation situation, int call) {
        if (situation.world.getFirst().build().state() == MachineState.STARTED) {
            Daemon first = situation.first();
            first.fly.hideLeases();
            together(situation, first, call);
        }
    }

    /// Both go on in turns: the fence must not keep a fleet from shrinking for good.
    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void togetherTheyStillComeToTheFloor(Situation situation) {
        Daemon first = situation.first();
        Daemon second = first.rival();
        for (int i = 0; i < 60; i++) {
            first.tick();
            second.tickAfter(Duration.ZERO);
            assertThat(first.open()).isGreaterThanOrEqualTo(situation.floor);
        }
        assertThat(first.open()).isEqualTo(situation.floor);
        assertThat(first.leftovers()).isEmpty();
    }

    @Test
    void whoComesSecondSaysWhoWasThere() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a"), web("b"));
        daemon.fly.meanwhile("lease", () -> daemon.fly.acquireLease(ref("a"), Fence.LEASE, Fence.DESCRIPTION));
        PassRecord.Decided record = daemon.tick();
        assertThat(record.acted().getFirst().outcome())
                .isEqualTo(new Outcome.Skipped(
                        "another Hangar, a deploy or a person holds the lease of a", Outcome.Skipped.By.FENCE));
        assertThat(daemon.fly.takeCalls()).doesNotContain("cordon a", "cordon b", "release a");
    }

    @Test
    void aFenceElsewhereInTheFleetIsSeen() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a"), web("b"), web("c"));
        daemon.fly.meanwhile("lease", () -> daemon.fly.acquireLease(ref("c"), Fence.LEASE, Fence.DESCRIPTION));
        assertThat(daemon.tick().acted())
                .extracting(PassRecord.Acted::outcome)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isEqualTo(new Outcome.Skipped(
                                "another Hangar shrinks this fleet: its fence stands on c", Outcome.Skipped.By.FENCE)));
        assertThat(daemon.fly.isLeased("a")).isFalse();
        assertThat(daemon.open()).isEqualTo(3);
    }

    @Test
    void aFenceThatCannotBeTakenMeansNotNow() {
        for (FailureKind kind : FailureKind.values()) {
            Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a"), web("b"));
            daemon.fly.refuse("lease", kind);
            assertThat(outcomes(daemon.tick())).as("%s", kind).containsExactly("drain a skipped");
            assertThat(daemon.open()).isEqualTo(2);
        }
    }

    /// Slow calls: the list alone takes longer than the lease lasts.
    @Test
    void nothingIsCordonedOnceTheFenceRanOut() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a"), web("b"));
        daemon.fly.meanwhile("read", () -> daemon.time.advance(Fence.LEASE.minus(Fence.MARGIN)));
        assertThat(outcomes(daemon.tick())).containsExactly("drain a skipped");
        assertThat(daemon.fly.takeCalls()).doesNotContain("cordon a");
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void startsNeedNoFence() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(2), web("a"), web("b").stopped());
        assertThat(outcomes(daemon.tick())).containsExactly("start b applied");
        assertThat(daemon.fly.takeCalls()).noneMatch(call -> call.startsWith("lease"));
    }

    @Test
    void aMachineThatSomebodyElseCordonedIsNotLeased() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a").cordoned(), web("b"), web("c"));
        assertThat(outcomes(daemon.tick())).containsExactly("drain b applied");
        assertThat(daemon.fly.takeCalls()).contains("lease b").doesNotContain("lease a");
    }

    /// One lease says nothing of the other machines: it keeps us off its own.
    @Test
    void theFenceStandsBesideALeaseOfAPerson() {
        Daemon daemon = Daemon.acting(
                Settings.usual().floor(2), web("a").leasedUntil(T0.plus(Duration.ofHours(3))), web("b"), web("c"));
        assertThat(outcomes(daemon.load("c", 2).tick())).containsExactly("drain b applied");
        assertThat(daemon.leftovers()).containsExactly("lease a", "cordon b", "tag b");
    }

    /// A person's lease that ends between the two lists puts the fences on two machines: each still meets the other.
    @ParameterizedTest
    @MethodSource("calls")
    void theFloorHoldsWhereAPersonsLeaseEndsMeanwhile(int call) {
        Machines leased = web("a").leasedUntil(T0.plus(Duration.ofHours(3)));
        Daemon first = Daemon.acting(Settings.usual().floor(2).steps(4, 2), leased, web("b"), web("c"));
        Daemon second = first.rival();
        first.load("c", 4);
        second.load("b", 4);
        first.fly.interlude(call, () -> {
            first.fly.change("a", machine -> machine.lease(Optional.empty()));
            second.tickAfter(Duration.ZERO);
            assertThat(first.open()).as("after the second").isGreaterThanOrEqualTo(2);
        });
        first.tick();
        assertThat(first.open()).as("after the first").isGreaterThanOrEqualTo(2);
    }

    static IntStream calls() {
        return IntStream.range(0, MOST_CALLS);
    }
}
