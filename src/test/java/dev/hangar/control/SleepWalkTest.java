package dev.hangar.control;

import dev.hangar.model.FailureKind;
import dev.hangar.model.Lease;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.policy.DrainTag;
import dev.hangar.policy.MachineReport;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.control.Daemon.outcomes;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Machine `a` is put to sleep beside `b`, which takes the traffic: the walk over several passes and all its turns.
class SleepWalkTest {
    private static Daemon quietFleet() {
        return Daemon.acting(Settings.usual().floor(1), web("a"), web("b"))
                .load("a", 3)
                .load("b", 5);
    }

    private static Daemon draining() {
        Daemon daemon = quietFleet();
        assertThat(outcomes(daemon.tick())).containsExactly("drain a applied");
        daemon.fly.takeCalls();
        return daemon;
    }

    private static Reason reason(PassRecord.Decided record, String id) {
        return record.evaluation().report().machines().stream()
                .filter(report -> report.machine().id().value().equals(id))
                .map(MachineReport::reason)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWholeWalkCallByCall() {
        Daemon daemon = quietFleet();

        assertThat(outcomes(daemon.tick())).containsExactly("drain a applied");
        assertThat(daemon.fly.takeCalls())
                .containsExactly("list shop", "lease a", "list shop", "read a", "tag a", "cordon a", "release a");
        assertThat(daemon.custody.held()).hasSize(1);

        PassRecord.Decided busy = daemon.tick();
        assertThat(outcomes(busy)).isEmpty();
        assertThat(reason(busy, "a")).isEqualTo(Reason.DRAINING);
        assertThat(daemon.fly.takeCalls()).containsExactly("list shop");

        daemon.load("a", 0);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a applied");
        assertThat(daemon.fly.takeCalls())
                .containsExactly(
                        "list shop",
                        "lease a",
                        "list shop",
                        "read a",
                        "suspend a",
                        "await a",
                        "uncordon a",
                        "release a",
                        "untag a");
        assertThat(daemon.custody.isEmpty()).isTrue();

        PassRecord.Decided after = daemon.tick();
        assertThat(after.closed()).extracting(ClosedExpectation::ending).containsExactly(ClosedExpectation.Ending.MET);
        assertThat(reason(after, "a")).isEqualTo(Reason.NOT_NEEDED);
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.SUSPENDED);
        assertThat(daemon.leftovers()).isEmpty();
        assertThat(daemon.open()).isEqualTo(1);
    }

    @Test
    void demandThatRisesCancelsTheDrain() {
        Daemon daemon = draining().load("b", 25);
        assertThat(outcomes(daemon.tick())).containsExactly("undrain a applied");
        assertThat(daemon.fly.takeCalls()).containsExactly("list shop", "uncordon a", "untag a");
        assertThat(daemon.open()).isEqualTo(2);
        assertThat(daemon.custody.isEmpty()).isTrue();
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void signalsThatFailCancelTheDrain() {
        Daemon daemon = draining();
        daemon.signalsFail(true);
        assertThat(outcomes(daemon.tick())).containsExactly("undrain a applied");
        daemon.ticks(5);
        assertThat(daemon.open()).isEqualTo(2);
    }

    @Test
    void theDrainLimitEndsTheWait() {
        Daemon daemon = draining();
        daemon.ticks(19); // 285 s of 300
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.STARTED);
        daemon.ticks(2); // the tag's instant is rounded up, so the limit ends between 300 and 315 s
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.SUSPENDED);
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void aRestartFindsTheTagAndGoesOn() {
        Daemon daemon = draining();
        daemon.restart();
        assertThat(reason(daemon.tick(), "a")).isEqualTo(Reason.DRAINING);
        daemon.load("a", 0);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a applied");
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void aRestartBesideHigherDemandTakesTheDrainBack() {
        Daemon daemon = draining().load("b", 25);
        daemon.restart();
        assertThat(outcomes(daemon.tick())).containsExactly("undrain a applied");
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void aLeaseHeldByADeployMeansNotNow() {
        Daemon daemon = draining().load("a", 0);
        daemon.fly.refuse("lease", FailureKind.LEASE_HELD);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a skipped");
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.STARTED);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a applied");
    }

    @Test
    void aConflictOverTheLeaseIsNoRefusalToSuspend() {
        Daemon daemon = draining().load("a", 0);
        daemon.fly.refuse("lease", FailureKind.CONFLICT);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a skipped");
        daemon.tick();
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.SUSPENDED);
    }

    @Test
    void aSuspendThatFlyRefusesIsAStopNextTime() {
        Daemon daemon = draining().load("a", 0);
        daemon.fly.refuse("suspend", FailureKind.CONFLICT);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a refused");
        assertThat(daemon.fly.isLeased("a")).isFalse();
        daemon.fly.takeCalls();
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a applied");
        assertThat(daemon.fly.takeCalls()).contains("stop a").doesNotContain("suspend a");
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.STOPPED);
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void aSuspendThatEndsStoppedIsRecordedAsFallback() {
        Daemon daemon = draining().load("a", 0);
        daemon.fly.suspendLeadsTo(MachineState.STOPPED);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a applied");
        PassRecord.Decided next = daemon.tick();
        assertThat(next.closed())
                .extracting(ClosedExpectation::ending)
                .containsExactly(ClosedExpectation.Ending.FELL_BACK_TO_STOP);
        assertThat(outcomes(next)).containsExactly("undrain a applied");
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void aSlowSuspendIsFinishedByTheNextPasses() {
        Daemon daemon = draining().load("a", 0);
        daemon.fly.suspendLeadsTo(MachineState.SUSPENDING);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a applied");
        assertThat(daemon.leftovers()).containsExactly("cordon a", "tag a");
        assertThat(reason(daemon.tick(), "a")).isEqualTo(Reason.EXPECTED);
        daemon.fly.change("a", machine -> machine.is(MachineState.SUSPENDED));
        assertThat(outcomes(daemon.tick())).containsExactly("undrain a applied");
        assertThat(daemon.leftovers()).isEmpty();
        assertThat(daemon.custody.isEmpty()).isTrue();
    }

    @Test
    void aPersonWhoUncordonsItMeanwhileWins() {
        Daemon daemon = draining().load("a", 0);
        daemon.fly.meanwhile("lease", () -> daemon.fly.change("a", machine -> machine.cordoned(false)));
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a skipped");
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.STARTED);
        assertThat(outcomes(daemon.tick()))
                .as("for a minute the tag could be another Hangar's")
                .isEmpty();
        List<String> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            later.addAll(outcomes(daemon.tick()));
        }
        assertThat(later).startsWith("undrain a applied");
    }

    @Test
    void aDeployThatBeginsGivesTheMachineBack() {
        Daemon daemon = draining().load("a", 0);
        daemon.fly.change(
                "b",
                machine -> machine.meta("fly_release_version", "8")
                        .version("young")
                        .updated(daemon.time.instant()));
        assertThat(outcomes(daemon.tick())).containsExactly("undrain a applied");
        daemon.ticks(3);
        assertThat(daemon.open()).isEqualTo(2);
        assertThat(daemon.leftovers()).isEmpty();
    }

    static Stream<Arguments> deploys() {
        return Stream.of(
                Arguments.of("two leases beside it", List.of(leasing("b"), leasing("c"))),
                Arguments.of(
                        "one lease beside it, one of the same owner elsewhere", List.of(leasing("b"), leasing("w"))),
                Arguments.of("a machine of a new release", List.of(released("b"))));
    }

    private static Consumer<Daemon> leasing(String id) {
        return daemon -> daemon.fly.change(
                id,
                machine -> machine.lease(
                        Optional.of(new Lease("deployer", daemon.time.instant().plusSeconds(13), "fly deploy"))));
    }

    private static Consumer<Daemon> released(String id) {
        return daemon -> daemon.fly.change(
                id,
                machine -> machine.meta("fly_release_version", "8")
                        .version("young")
                        .updated(daemon.time.instant()));
    }

    /// It begins between the look that the plan was made on and the one that proves it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("deploys")
    void aDeployThatBeginsBeforeWeActKeepsTheMachineUp(String begin, List<Consumer<Daemon>> deploy) {
        Daemon daemon = Daemon.acting(Settings.usual().floor(2), web("a"), web("b"), web("c"), web("w").group("worker"))
                .load("b", 5)
                .load("c", 5);
        daemon.fly.meanwhile(
                "list", () -> daemon.fly.meanwhile("list", () -> deploy.forEach(part -> part.accept(daemon))));
        PassRecord.Decided record = daemon.tick();
        assertThat(outcomes(record)).containsExactly("drain a skipped");
        assertThat(record.acted().getFirst().outcome().toString()).contains("a deploy runs");
        assertThat(daemon.leftovers()).doesNotContain("cordon a", "tag a", "lease a");
    }

    @Test
    void whenTheProxyStopsTheOtherMachineBeforeWeActTheFloorHolds() {
        Daemon daemon = quietFleet();
        daemon.fly.meanwhile(
                "list", () -> daemon.fly.meanwhile("list", () -> daemon.fly.change("b", machine -> machine.stopped())));
        PassRecord.Decided record = daemon.tick();
        assertThat(outcomes(record)).containsExactly("drain a skipped");
        assertThat(daemon.open()).isEqualTo(1);
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void whenTheProxyStopsTheOtherMachineWhileWeActTheNextPassGivesThisOneBack() {
        Daemon daemon = quietFleet();
        daemon.fly.meanwhile("cordon", () -> daemon.fly.change("b", machine -> machine.stopped()));
        daemon.tick();
        assertThat(outcomes(daemon.tick())).containsExactly("undrain a applied");
        assertThat(daemon.open()).isEqualTo(1);
    }

    @Test
    void aListThatCannotBeReadAgainShrinksNothing() {
        Daemon daemon = quietFleet();
        daemon.fly.meanwhile("list", () -> daemon.fly.outageAfter(0));
        assertThat(outcomes(daemon.tick())).containsExactly("drain a skipped");
        daemon.fly.recover();
        assertThat(daemon.leftovers()).isEmpty();
        assertThat(outcomes(daemon.tick())).containsExactly("drain a applied");
    }

    @Test
    void aCordonThatIsRefusedLeavesNoTag() {
        Daemon daemon = quietFleet();
        daemon.fly.refuse("cordon", FailureKind.UNAVAILABLE);
        assertThat(outcomes(daemon.tick())).containsExactly("drain a refused");
        assertThat(daemon.leftovers()).isEmpty();
        assertThat(daemon.custody.isEmpty()).isTrue();
    }

    @Test
    void theTagNamesTheMachineAndTheWay() {
        Daemon daemon = draining();
        DrainTag tag = DrainTag.of(daemon.fly.now("a")).orElseThrow();
        assertThat(tag.machine().value()).isEqualTo("a");
        assertThat(Duration.between(daemon.time.instant(), tag.since()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }
}
