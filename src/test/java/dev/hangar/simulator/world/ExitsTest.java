package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What follows when a process ends: restart policies and auto_destroy (facts 4).
class ExitsTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static void policy(AppBuilder app, String policy) {
        app.config(config -> config.putObject("restart").put("policy", policy).put("max_retries", 3));
    }

    @ParameterizedTest(name = "{0}, exit code {1}, auto_destroy {2}: {3}")
    @CsvSource({
        "no,         0, false, stopped",
        "no,         1, false, stopped",
        "on-failure, 0, false, stopped",
        "on-failure, 1, false, started",
        "always,     0, false, started",
        "always,     1, false, started",
        "no,         0, true,  destroyed",
        "on-failure, 0, true,  destroyed",
        "on-failure, 1, true,  started",
    })
    void theRestartPolicyDecides(String policy, int code, boolean oneShot, String expected) {
        OneMachine one = OneMachine.in(MachineState.STARTED, app -> {
            policy(app, policy);
            app.config(config -> config.put("auto_destroy", oneShot));
        });

        assertThat(one.world().crash(one.machine(), code)).isEqualTo(new Move.Taken(MachineState.STARTED));
        one.pass(A_MINUTE);

        assertThat(one.machine().state().wireName()).isEqualTo(expected);
        SimulatedEvent exit = one.machine().events().stream()
                .filter(event -> event.type().equals("exit"))
                .findFirst()
                .orElseThrow();
        assertThat(exit.exit()).contains(new SimulatedEvent.Exit(code, false, expected.equals("started")));
    }

    /// Crashes `times` in a row, `pause` after each boot.
    private static OneMachine crashed(String policy, int times, Duration pause) {
        OneMachine one = OneMachine.in(MachineState.STARTED, app -> policy(app, policy));
        for (int i = 0; i < times; i++) {
            one.world().crash(one.machine(), 1);
            one.pass(pause);
        }
        return one;
    }

    @ParameterizedTest(name = "{0}: {1} crashes, {2} s apart: {3}")
    @CsvSource({
        "on-failure, 3, 10,  started",
        "on-failure, 4, 10,  stopped",
        // two in any five minutes
        "on-failure, 9, 120, started",
        "always,     9, 10,  started",
    })
    void onFailureGivesUpAfterMaxRetriesInFiveMinutes(String policy, int times, int seconds, String expected) {
        OneMachine one = crashed(policy, times, Duration.ofSeconds(seconds));
        assertThat(one.machine().state().wireName()).isEqualTo(expected);
    }

    @Test
    void aBootLoopGoesOnUntilThePolicyGivesUp() {
        OneMachine one = OneMachine.in(MachineState.STOPPED, app -> policy(app, "on-failure"));
        one.world().platform().trouble(one.machine(), Trouble.EXIT_AFTER_START, 100);
        one.world().start(one.machine());
        one.pass(Duration.ofMinutes(5));
        assertThat(one.machine().state()).isEqualTo(MachineState.STOPPED);
        assertThat(one.machine().boots().cold()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"stop, started", "kill, started"})
    void aStopEndsAOneShotMachine(String verb, String from) {
        OneMachine one =
                OneMachine.in(MachineState.parse(from), app -> app.config(config -> config.put("auto_destroy", true)));
        if (verb.equals("stop")) {
            one.world().stop(one.machine());
        } else {
            one.world().destroy(one.machine(), true);
        }
        assertThat(one.pass(A_MINUTE).machine().state()).isEqualTo(MachineState.DESTROYED);
    }

    @Test
    void aOneShotMachineMadeWithSkipLaunchWaitsForItsStart() {
        OneMachine one =
                OneMachine.in(MachineState.STARTED, app -> app.config(config -> config.put("auto_destroy", true)));
        SimulatedMachine made = one.world()
                .create(
                        one.world().apps().iterator().next(),
                        new World.Wish(
                                one.machine().current().raw(),
                                Optional.of("task"),
                                one.machine().region(),
                                false,
                                false));
        one.pass(A_MINUTE);
        assertThat(made.state()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void aStopOfAMachineWithPolicyAlwaysHolds() {
        OneMachine one = OneMachine.in(MachineState.STARTED, app -> policy(app, "always"));
        one.world().stop(one.machine());
        one.pass(Duration.ofHours(1));
        assertThat(one.machine().state()).isEqualTo(MachineState.STOPPED);
        assertThat(one.story()).isEqualTo(List.of("stop stopping user", "exit stopped flyd", "stop stopped flyd"));
    }
}
