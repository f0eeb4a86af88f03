package dev.hangar.control;

import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Fleet;
import dev.hangar.model.MachineState;
import dev.hangar.model.Outcome;
import dev.hangar.policy.FleetReport;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.hangar.control.Daemon.outcomes;
import static dev.hangar.control.Daemon.plan;
import static dev.hangar.testkit.Machines.APP;
import static dev.hangar.testkit.Machines.FLEET;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class PassTest {
    private static final Settings ONE = Settings.usual().floor(1);

    @Test
    void observeModeMakesTheSamePlanAndCallsNoWriter() {
        Daemon acts = Daemon.acting(ONE, web("a"), web("b"), web("c").stopped()).load("b", 5);
        Daemon looks =
                Daemon.observing(ONE, web("a"), web("b"), web("c").stopped()).load("b", 5);
        PassRecord.Decided acted = acts.tick();
        PassRecord.Decided looked = looks.tick();
        assertThat(plan(acted)).isNotEmpty();
        assertThat(looked.evaluation()).isEqualTo(acted.evaluation());
        assertThat(looked.evaluation().toString()).isEqualTo(acted.evaluation().toString());
        assertThat(looked.acting()).isFalse();
        assertThat(looked.acted()).isEmpty();
        assertThat(looks.fly.wroteNothing()).isTrue();
        assertThat(acts.fly.wroteNothing()).isFalse();
    }

    @Test
    void anAppThatCannotBeReadIsLeftAloneAndNotForgotten() {
        Daemon daemon = Daemon.acting(ONE, web("a"), web("b")).load("b", 5).load("a", 14);
        daemon.tick();
        FleetMemory before = daemon.memories.of(FLEET);
        daemon.fly.refuse("list", FailureKind.UNAVAILABLE);
        daemon.fly.takeCalls();
        PassRecord record = daemon.tickAny();
        assertThat(record)
                .isEqualTo(new PassRecord.Unread(
                        APP.name(), daemon.time.instant(), Failure.of(FailureKind.UNAVAILABLE, "queued")));
        assertThat(daemon.memories.of(FLEET)).isEqualTo(before);
        assertThat(daemon.fly.takeCalls()).containsExactly("list shop");
    }

    @Test
    void throttlingEndsActingAndTheRestIsSkipped() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(3), web("a"), web("b").stopped(), web("c").stopped());
        daemon.fly.refuse("start", FailureKind.THROTTLED);
        assertThat(outcomes(daemon.tick())).containsExactly("start b refused", "start c skipped");
        assertThat(outcomes(daemon.tick())).containsExactly("start b applied", "start c applied");
        assertThat(daemon.open()).isEqualTo(3);
    }

    @Test
    void aHostThatIsFullMakesTheNextPassTryAnotherMachine() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a").suspended(), web("b").stopped());
        daemon.fly.refuse("start", FailureKind.NO_CAPACITY);
        assertThat(outcomes(daemon.tick())).containsExactly("start a refused");
        assertThat(outcomes(daemon.tick())).containsExactly("start b applied");
    }

    @Test
    void aStartIsNotRepeatedWhileItsEffectIsAwaited() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a").suspended());
        daemon.fly.refuse("start", FailureKind.TIMED_OUT);
        assertThat(outcomes(daemon.tick())).containsExactly("start a in-doubt");
        assertThat(outcomes(daemon.tick())).isEmpty();
        daemon.ticks(3); // the wake time of 60 s is over
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.STARTED);
    }

    @Test
    void aMachineThatTheProxyStartedMeanwhileIsAlreadySo() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a").suspended());
        daemon.fly.meanwhile("read", () -> daemon.fly.change("a", machine -> machine.is(MachineState.STARTING)));
        assertThat(outcomes(daemon.tick())).containsExactly("start a already-so");
    }

    @Test
    void aMachineThatFailedMeanwhileIsNotAlreadySo() {
        Daemon daemon = Daemon.acting(Settings.usual().floor(1), web("a").suspended());
        daemon.fly.meanwhile("read", () -> daemon.fly.change("a", machine -> machine.is(MachineState.FAILED)));
        PassRecord.Decided record = daemon.tick();
        assertThat(record.acted().getFirst().outcome()).isEqualTo(new Outcome.Skipped("is failed"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"LEASE_HELD", "NOT_FOUND", "UNAVAILABLE", "UNAUTHORIZED", "THROTTLED", "INVALID_ANSWER"})
    void noOtherFailureOfASuspendIsARefusalToSuspend(FailureKind kind) {
        Daemon daemon = Daemon.acting(Settings.usual(), web("a"));
        daemon.fly.refuse("suspend", kind);
        assertThat(outcomes(daemon.tick())).containsExactly("sleep a refused");
        assertThat(daemon.memories.of(FLEET).policy().suspendRefusals()).isEmpty();
    }

    @Test
    void aClockThatGoesBackShrinksNothingForAWindowAndBreaksNothing() {
        Daemon daemon =
                Daemon.acting(Settings.usual(), web("a"), web("b").stopped()).load("a", 5);
        daemon.tick();
        daemon.load("a", 0);
        PassRecord.Decided back = (PassRecord.Decided) daemon.tickAfter(Duration.ofDays(-30));
        assertThat(plan(back)).isEmpty();
        assertThat(back.evaluation().report().holds())
                .extracting(FleetReport.Hold::reason)
                .contains(dev.hangar.model.Reason.WARMING_UP);
        daemon.ticks(39); // 585 s of the window of 600
        assertThat(daemon.open()).isEqualTo(1);
        daemon.ticks(1);
        assertThat(daemon.open()).isZero();
    }

    @Test
    void aWholeFleetThatSleepsIsLeftAsleep() {
        Daemon daemon = Daemon.acting(Settings.usual(), web("a").suspended(), web("b").stopped());
        daemon.ticks(50);
        assertThat(daemon.open()).isZero();
        assertThat(daemon.fly.wroteNothing()).isTrue();
    }

    /// A region that the proxy wakes every few minutes must not keep the rest of the fleet awake.
    @Test
    void aFleetInWhichMachinesStartEveryFewMinutesStillShrinks() {
        Daemon daemon = Daemon.acting(
                        Settings.usual(),
                        web("a"),
                        web("b"),
                        web("c"),
                        web("z").in(dev.hangar.testkit.Machines.LHR).suspended())
                .load("a", 5);
        for (int round = 0; round < 20; round++) {
            daemon.fly.change(
                    "z",
                    machine ->
                            machine.is(MachineState.STARTED).event("start", "started", "proxy", daemon.time.instant()));
            daemon.silence("z", true);
            daemon.ticks(4); // a minute without a sample
            daemon.silence("z", false);
            daemon.ticks(4);
            daemon.fly.change("z", machine -> machine.suspended());
            daemon.ticks(8);
        }
        assertThat(List.of("a", "b", "c"))
                .filteredOn(id -> daemon.fly.now(id).state() == MachineState.STARTED)
                .hasSize(1);
    }

    @Test
    void machinesOfAnotherGroupAreAnotherFleet() {
        List<Fleet> fleets = Fleets.of(
                APP,
                List.of(
                        web("b").group("worker").build(),
                        web("c").build(),
                        web("a").build(),
                        web("d").is(MachineState.DESTROYED).build()));
        assertThat(fleets).extracting(fleet -> fleet.id().toString()).containsExactly("shop/app", "shop/worker");
        assertThat(fleets.getFirst().machines()).hasSize(2);
        assertThat(Fleets.only(FLEET, APP, List.of()).machines()).isEmpty();
    }

    @Test
    void aFleetThatDisappearsIsForgotten() {
        Daemon daemon = Daemon.acting(ONE, web("a"));
        daemon.tick();
        assertThat(daemon.memories.knows(FLEET)).isTrue();
        daemon.memories.retain(APP.name(), java.util.Set.of());
        assertThat(daemon.memories.knows(FLEET)).isFalse();
        daemon.memories.put(FLEET, FleetMemory.NEW);
        daemon.memories.retainApps(List.of());
        assertThat(daemon.memories.of(FLEET)).isEqualTo(FleetMemory.NEW);
        assertThat(daemon.memories.knows(FLEET)).isFalse();
    }
}
