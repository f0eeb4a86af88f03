package dev.hangar.control;

import dev.hangar.model.MachineState;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// The walk of [SleepWalkTest], broken at every single call. Whatever happens, `b` serves, and in the end nothing of us
/// is left at Fly.
class CrashTest {
    /// The whole walk makes 17 calls: seven for the drain, one for the wait, nine for the sleep.
    private static final int CALLS = 18;

    /// A lease that was lost lasts 20 s and an expectation 90 s: eight passes see both end, two more tidy up.
    private static final int RECOVERY = 10;

    static IntStream calls() {
        return IntStream.range(0, CALLS);
    }

    private static Daemon quietFleet() {
        return Daemon.acting(Settings.usual().floor(1), web("a"), web("b"))
                .load("a", 3)
                .load("b", 5);
    }

    private static void walk(Daemon daemon) {
        daemon.tickAny();
        daemon.tickAny();
        daemon.load("a", 0);
        daemon.tickAny();
    }

    private static void comesToRest(Daemon daemon) {
        for (int i = 0; i < RECOVERY; i++) {
            daemon.tickAny();
            assertThat(daemon.open()).as("pass %d", i).isGreaterThanOrEqualTo(1);
        }
        assertThat(daemon.leftovers()).isEmpty();
        assertThat(daemon.custody.isEmpty()).isTrue();
        assertThat(daemon.fly.now("b").state()).isEqualTo(MachineState.STARTED);
    }

    @ParameterizedTest(name = "our process dies at call {0}")
    @MethodSource("calls")
    void aNewProcessTidiesUp(int call) {
        Daemon daemon = quietFleet();
        daemon.fly.crashAfter(call);
        try {
            walk(daemon);
        } catch (FakeFly.Crash expected) {
            daemon.load("a", 0);
        }
        daemon.fly.recover();
        daemon.restart();
        comesToRest(daemon);
    }

    @ParameterizedTest(name = "our process dies at call {0}, and demand is back when it starts again")
    @MethodSource("calls")
    void aNewProcessGivesBackWhatIsNeeded(int call) {
        Daemon daemon = quietFleet();
        daemon.fly.crashAfter(call);
        try {
            walk(daemon);
        } catch (FakeFly.Crash expected) {
            daemon.load("a", 12);
        }
        daemon.load("a", 12).load("b", 25);
        daemon.fly.recover();
        daemon.restart();
        comesToRest(daemon);
        assertThat(daemon.open()).isEqualTo(2);
    }

    @ParameterizedTest(name = "Fly is out of reach from call {0} on, for a while")
    @MethodSource("calls")
    void anOutageIsSurvived(int call) {
        Daemon daemon = quietFleet();
        daemon.fly.outageAfter(call);
        walk(daemon);
        assertThat(daemon.open()).isGreaterThanOrEqualTo(1);
        daemon.fly.recover();
        comesToRest(daemon);
    }

    @ParameterizedTest(name = "the answer to {0} is lost")
    @ValueSource(
            strings = {"list", "read", "tag", "cordon", "lease", "suspend", "await", "uncordon", "untag", "release"})
    void aLostAnswerIsSurvived(String verb) {
        Daemon daemon = quietFleet();
        daemon.fly.loseAnswer(verb);
        walk(daemon);
        comesToRest(daemon);
        // A lost answer may cost a drain, but not the goal.
        daemon.ticks(20);
        assertThat(daemon.fly.now("a").state()).isEqualTo(MachineState.SUSPENDED);
    }

    @ParameterizedTest(name = "{0} answers too late and did nothing")
    @ValueSource(strings = {"tag", "cordon", "suspend", "uncordon", "untag", "release"})
    void aTimeOutWithoutEffectIsSurvived(String verb) {
        Daemon daemon = quietFleet();
        daemon.fly.refuse(verb, dev.hangar.model.FailureKind.TIMED_OUT);
        walk(daemon);
        comesToRest(daemon);
        assertThat(Duration.between(dev.hangar.testkit.Machines.T0, daemon.time.instant()))
                .isEqualTo(Duration.ofSeconds(15 * (3 + RECOVERY)));
    }
}
