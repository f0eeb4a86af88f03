package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// The adaptive scaling inside the engine. Machines have a soft limit of 20.
class AdaptiveScalingTest {
    private static final Scaling.Adaptive ONE_PERCENT =
            new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1));

    private static Settings adaptive() {
        return Settings.usual().scaling(ONE_PERCENT).floor(0).budget(100, Duration.ofHours(1));
    }

    /// The memory after so many passes, 15 s apart and the last one 15 s before T0, that saw this load on machine
    /// `a`.
    private static PolicyMemory after(int passes, UnaryOperator<Machines> kind, double... connections) {
        PolicyMemory memory = Given.warm(T0.minusSeconds(15L * passes));
        for (int pass = passes; pass >= 1; pass--) {
            Instant at = T0.minusSeconds(15L * pass);
            memory = given(kind, memory, connections[pass % connections.length], at)
                    .evaluate()
                    .next();
        }
        return memory;
    }

    private static Given given(UnaryOperator<Machines> kind, PolicyMemory memory, double connections, Instant at) {
        return Given.fleet(
                        kind.apply(web("a")),
                        kind.apply(web("b")),
                        kind.apply(web("c")).suspended())
                .at(at)
                .memory(memory)
                .settings(adaptive())
                .readings(Readings.at(at).concurrency("a", connections).concurrency("b", 0));
    }

    private static Machines parked(Machines machine) {
        return machine.autostop(Autostop.SUSPEND);
    }

    private static Machines ours(Machines machine) {
        return machine.autostop(Autostop.OFF);
    }

    @Test
    void whatTheRuleHoldsIsKept() {
        PolicyMemory busyJustNow = after(40, AdaptiveScalingTest::parked, 30);

        assertThat(given(AdaptiveScalingTest::parked, busyJustNow, 5, T0).plan())
                .isEmpty();
    }

    @Test
    void whatTheRuleNoLongerHoldsSleeps() {
        PolicyMemory longQuiet = after(40, AdaptiveScalingTest::parked, 5);

        assertThat(given(AdaptiveScalingTest::parked, longQuiet, 5, T0).plan()).containsExactly("drain b IDLE");
    }

    @Test
    void headRoomIsStartedWhereNobodyParksItAgain() {
        // 39 connections on soft limit 20 are 1.95 machines; with head-room 0.15 · √1.95 three are wanted.
        assertThat(given(AdaptiveScalingTest::ours, after(20, AdaptiveScalingTest::ours, 39), 39, T0)
                        .plan())
                .containsExactly("start c DEMAND");
        assertThat(given(AdaptiveScalingTest::parked, after(20, AdaptiveScalingTest::parked, 39), 39, T0)
                        .plan())
                .isEmpty();
    }

    @Test
    void demandIsFollowedAtOnceWhateverTheRuleSays() {
        assertThat(given(AdaptiveScalingTest::parked, after(200, AdaptiveScalingTest::parked, 1), 55, T0)
                        .plan())
                .containsExactly("start c DEMAND");
    }

    @Test
    void aPassWithoutDemandTeachesNothingAndShrinksNothing() {
        PolicyMemory before = after(40, AdaptiveScalingTest::parked, 5);
        Given blind = given(AdaptiveScalingTest::parked, before, 5, T0)
                .readings(Readings.at(T0).concurrency("a", 5).stale("b", 0));
        Evaluation evaluation = blind.evaluate();

        assertThat(blind.plan()).isEmpty();
        assertThat(evaluation.next().pools().byRegion())
                .isEqualTo(before.pools().byRegion());
        assertThat(evaluation.next().pools().unknownAt()).contains(T0);
    }

    @Test
    void afterAnOutageWhatCouldNotBeRuledOutCountsForAWindow() {
        PolicyMemory memory = after(40, AdaptiveScalingTest::parked, 5);
        memory = given(AdaptiveScalingTest::parked, memory, 5, T0)
                .readings(Readings.at(T0).concurrency("a", 5).stale("b", 0))
                .evaluate()
                .next();
        Instant soon = T0.plusSeconds(30);
        Instant later = T0.plus(Settings.WINDOW).plusSeconds(30);

        assertThat(given(AdaptiveScalingTest::parked, memory, 5, soon).plan()).isEmpty();
        for (Instant at = soon; at.isBefore(later); at = at.plusSeconds(15)) {
            memory =
                    given(AdaptiveScalingTest::parked, memory, 5, at).evaluate().next();
        }
        assertThat(given(AdaptiveScalingTest::parked, memory, 5, later).plan()).containsExactly("drain b IDLE");
    }

    @Test
    void resumesThatAreKnownToBeQuickMakeWarmthNeedless() {
        assertThat(waking(wakes(12, 400)).toString()).contains("inTime=0.9");
        assertThat(waking(wakes(12, 5_000)).toString()).contains("inTime=0.0");
        assertThat(waking(List.of(web("a").build())).proxied()).isTrue();
        assertThat(waking(List.of(web("a").autostart(false).build())).proxied()).isFalse();
    }

    /// A suspended machine that so often took so long to start.
    private static List<Machine> wakes(int times, long millis) {
        Machines machine = web("a");
        for (int i = times; i >= 1; i--) {
            Instant asked = T0.minus(Duration.ofMinutes(10L * i));
            machine.event("suspend", "suspended", "flyd", asked.minusSeconds(60))
                    .event("start", "starting", "user", asked)
                    .event("start", "started", "flyd", asked.plusMillis(millis));
        }
        return List.of(machine.build());
    }

    private static Waking waking(List<Machine> machines) {
        Given given = Given.fleet(machines.stream().map(Machines::from).toArray(Machines[]::new))
                .settings(adaptive());
        PolicyMemory memory = given.memory().with(given.memory().times().seen(T0, machines));
        return AdaptiveScaling.waking(memory, ONE_PERCENT, given.roster(), given.settings());
    }

    @Test
    void slotsThatPassedBetweenTwoPassesAreAllCounted() {
        Waking waking = Waking.always(Duration.ofSeconds(5), Duration.ZERO, true);
        Goal goal = Goal.of(0.01);
        Pool pool = Pool.first(T0, 1);

        assertThat(pool.seen(T0.plusSeconds(5), 3, 20, waking, goal).memory().slots())
                .isZero();
        assertThat(pool.seen(T0.plusSeconds(5), 3, 20, waking, goal).machines()).isEqualTo(3);
        assertThat(pool.seen(T0.plusSeconds(14), 3, 20, waking, goal).memory().slots())
                .isEqualTo(1);
        assertThat(pool.seen(T0.plusSeconds(61), 3, 20, waking, goal).memory().slots())
                .isEqualTo(4);
        assertThat(pool.seen(T0.plusSeconds(3600), 3, 20, waking, goal).memory().slots())
                .isEqualTo(1);
        assertThat(pool.seen(T0.minusSeconds(3600), 3, 20, waking, goal)
                        .memory()
                        .slots())
                .isEqualTo(1);
    }

    @Test
    void passesThatComeABitLateDoNotLoseSlots() {
        Waking waking = Waking.always(Duration.ofSeconds(5), Duration.ZERO, true);
        Pool pool = Pool.first(T0, 1);
        List<Integer> slots = new ArrayList<>();
        for (int pass = 1; pass <= 100; pass++) {
            pool = pool.seen(T0.plusMillis(15_400L * pass), 1, 20, waking, Goal.of(0.01));
            slots.add(pool.memory().slots());
        }

        assertThat(slots.getLast()).isBetween(102, 103);
    }

    @Test
    void aRegionThatIsGoneIsForgotten() {
        PolicyMemory memory = after(5, AdaptiveScalingTest::parked, 5);
        assertThat(memory.pools().byRegion()).containsOnlyKeys(IAD);
        Given elsewhere = Given.fleet(web("z").in(Machines.LHR))
                .memory(memory)
                .settings(adaptive())
                .readings(Readings.at(T0).sample("z", new Reading.Fresh(1, T0.minusSeconds(11))));

        assertThat(elsewhere.evaluate().next().pools().byRegion()).containsOnlyKeys(Machines.LHR);
        assertThat(new MachineId("z"))
                .isEqualTo(elsewhere.standing("z").machine().id());
    }
}
