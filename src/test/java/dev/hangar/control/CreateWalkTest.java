package dev.hangar.control;

import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineState;
import dev.hangar.model.Outcome;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// A machine is made by passes, with everything that may go wrong meanwhile.
class CreateWalkTest {
    /// Passes until the process has watched the fleet for a minute.
    private static final int FIRST_MINUTE = 5;

    private static Daemon daemon(int most, int spares) {
        return Daemon.acting(Settings.usual().create(most, spares), web("a")).load("a", 10);
    }

    /// One that has watched for its first minute and may create now.
    private static Daemon watching(int most, int spares) {
        Daemon daemon = daemon(most, spares);
        daemon.ticks(FIRST_MINUTE - 1);
        daemon.fly.takeCalls();
        return daemon;
    }

    private static long made(Daemon daemon) {
        return daemon.fly.all().size() - 1L;
    }

    @Test
    void nothingIsMadeInTheFirstMinute() {
        Daemon daemon = daemon(9, 1);
        for (int pass = 1; pass < FIRST_MINUTE; pass++) {
            PassRecord.Decided record = daemon.tick();
            assertThat(Daemon.outcomes(record)).containsExactly("create a skipped");
            assertThat(made(daemon)).isZero();
        }
        assertThat(Daemon.outcomes(daemon.tick())).containsExactly("create a applied");
        assertThat(made(daemon)).isEqualTo(1);
    }

    @Test
    void aCreateIsFencedProvenAndSentOnce() {
        Daemon daemon = watching(9, 1);
        daemon.tick();
        assertThat(daemon.fly.takeCalls())
                .containsExactly("list shop", "lease a", "list shop", "read a", "create a in iad", "release a");
        assertThat(Daemon.plan(daemon.tick())).isEmpty();
        assertThat(daemon.leftovers()).isEmpty();
    }

    @Test
    void sparesAreMadeOneByOneAndSleep() {
        Daemon daemon = watching(9, 3);
        daemon.ticks(9);
        assertThat(daemon.fly.all())
                .filteredOn(machine -> machine.state() == MachineState.STOPPED)
                .hasSize(3);
    }

    @Test
    void theLimitHolds() {
        Daemon daemon = watching(3, 9);
        daemon.ticks(20);
        assertThat(daemon.fly.all()).hasSize(3);
    }

    @Test
    void aLostAnswerMakesNoSecondMachine() {
        Daemon daemon = watching(9, 1);
        daemon.fly.loseAnswer("create");
        assertThat(Daemon.outcomes(daemon.tick())).containsExactly("create a in-doubt");
        daemon.ticks(20);
        assertThat(made(daemon)).isEqualTo(1);
    }

    @Test
    void whatTimedOutIsTriedAgainAfterAMinuteOfListingsWithoutIt() {
        Daemon daemon = watching(9, 1);
        daemon.fly.refuse("create", FailureKind.TIMED_OUT);
        assertThat(Daemon.outcomes(daemon.tick())).containsExactly("create a in-doubt");
        for (int pass = 0; pass < 4; pass++) {
            assertThat(Daemon.plan(daemon.tick())).isEmpty();
        }
        assertThat(Daemon.outcomes(daemon.tick())).containsExactly("create a applied");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_CAPACITY", "INVALID_REQUEST", "CONFLICT", "UNAUTHORIZED"})
    void threeRefusalsRestForAnHour(FailureKind kind) {
        Daemon daemon = watching(9, 1);
        for (int i = 0; i < 9; i++) {
            daemon.fly.refuse("create", kind);
        }
        daemon.ticks(30);
        assertThat(tries(daemon)).isEqualTo(3);
        daemon.tickAfter(Duration.ofHours(1));
        daemon.ticks(1);
        assertThat(tries(daemon)).isPositive();
    }

    private static long tries(Daemon daemon) {
        return daemon.fly.takeCalls().stream()
                .filter(call -> call.startsWith("create"))
                .count();
    }

    /// The list is read again right before: somebody else was faster.
    @Test
    void aMachineThatSomebodyElseMadeMeanwhileCounts() {
        Daemon daemon = watching(9, 1);
        daemon.fly.interlude(1, () -> daemon.fly.create(Machines.ref("a"), Machines.IAD, false));
        PassRecord.Decided record = daemon.tick();
        assertThat(record.acted())
                .singleElement()
                .satisfies(acted -> assertThat(acted.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Skipped.class,
                                skipped -> assertThat(skipped.why()).contains("that nothing asks for")));
        assertThat(made(daemon)).isEqualTo(1);
    }

    @Test
    void aTemplateThatChangedIsNotCloned() {
        Daemon daemon = watching(9, 1);
        daemon.fly.meanwhile("read", () -> daemon.fly.change("a", machine -> machine.cordoned()));
        assertThat(Daemon.outcomes(daemon.tick())).containsExactly("create a skipped");
        assertThat(made(daemon)).isZero();
    }

    static List<Integer> calls() {
        return IntStream.range(0, 7).boxed().toList();
    }

    /// A second Hangar passes between two calls of the first: together they make one machine.
    @ParameterizedTest
    @MethodSource("calls")
    void twoHangarsMakeOneMachine(int call) {
        Daemon first = watching(9, 1);
        Daemon second = first.rival().load("a", 10);
        // Both have watched for a minute, and want the spare now.
        IntStream.range(0, FIRST_MINUTE - 1).forEach(pass -> {
            first.fly.change("a", machine -> machine.meta("hangar_pause", "up"));
            second.tick();
        });
        first.fly.change("a", machine -> machine.withoutMeta("hangar_pause"));
        first.fly.interlude(call, () -> second.tickAfter(Duration.ZERO));
        first.tick();
        first.ticks(8);
        assertThat(made(first)).isEqualTo(1);
    }

    @Test
    void aRestartAfterALostAnswerMakesNoSecondMachine() {
        Daemon daemon = watching(9, 1);
        daemon.fly.loseAnswer("create");
        daemon.tick();
        daemon.restart();
        daemon.ticks(60);
        assertThat(made(daemon)).isEqualTo(1);
    }

    @Test
    void observingMakesNothing() {
        Daemon daemon =
                Daemon.observing(Settings.usual().create(9, 1), web("a")).load("a", 10);
        daemon.ticks(10);
        assertThat(Daemon.plan(daemon.tick())).hasSize(1);
        assertThat(daemon.fly.wroteNothing()).isTrue();
    }
}
