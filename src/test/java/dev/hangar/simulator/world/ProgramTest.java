package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Processes that end by themselves: release commands, tasks, and commands that the simulator knows (facts 4, 7.2).
class ProgramTest {
    private static final Delays.Range TASK = Delays.Range.millis(40_000, 50_000);

    /// A stopped machine that does not restart, with a command of words split at `|`.
    private static OneMachine with(String key, String words, String env) {
        return OneMachine.in(
                MachineState.STOPPED,
                app -> app.taskTime(TASK).config(config -> {
                    config.putObject("restart").put("policy", "no");
                    command(config, key, words);
                    if (!env.isEmpty()) {
                        config.withObject("/env").put(env, "1");
                    }
                }));
    }

    private static void command(ObjectNode config, String key, String words) {
        for (String word : words.split("\\|", -1)) {
            config.withObject("/init").withArray(key).add(word);
        }
    }

    private static Optional<SimulatedEvent> exit(OneMachine one) {
        return one.machine().events().stream()
                .filter(event -> event.type().equals("exit"))
                .findFirst();
    }

    @ParameterizedTest(name = "{0} {1} {2}: code {3} after {4} to {5} ms")
    @CsvSource({
        "cmd,  true,                '',               0, 50,     500",
        "cmd,  false,               '',               1, 50,     500",
        "cmd,  echo|all good,       '',               0, 50,     500",
        "cmd,  exit|3,              '',               3, 50,     500",
        "cmd,  exit|256,            '',               0, 50,     500",
        "cmd,  exit|badly,          '',               2, 50,     500",
        "cmd,  exit,                '',               0, 50,     500",
        "cmd,  sleep|90,            '',               0, 90000,  90000",
        "cmd,  sleep|2m,            '',               0, 120000, 120000",
        "cmd,  sleep,               '',               1, 50,     500",
        "exec, /bin/false,          '',               1, 50,     500",
        "cmd,  sh|-c|exit 7,        '',               7, 50,     500",
        "cmd,  /bin/bash|-c|false,  '',               1, 50,     500",
        // what an image would do is not known: a task succeeds after some time
        "cmd,  rake|db:migrate,     RELEASE_COMMAND,  0, 40000,  50000",
        "cmd,  curl|http://app,     FLY_TEST_COMMAND, 0, 40000,  50000",
        "cmd,  false,               RELEASE_COMMAND,  1, 50,     500",
    })
    void aCommandEnds(String key, String words, String env, int code, long least, long most) {
        OneMachine one = with(key, words, env);
        one.world().start(one.machine());
        one.until(MachineState.STARTED);
        Instant started = one.world().now();
        one.until(MachineState.STOPPED);

        SimulatedEvent exit = exit(one).orElseThrow();
        assertThat(exit.exit()).contains(new SimulatedEvent.Exit(code, false, false));
        assertThat(Duration.between(started, exit.at()).toMillis()).isBetween(least, most);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "cmd,  work,          ''",
        "cmd,  sleep|inf,     ''",
        "exec, /bin/sleep|inf,RELEASE_COMMAND",
        "args, false,         ''",
        "args, false,         RELEASE_COMMAND",
    })
    void anythingElseServes(String key, String words, String env) {
        OneMachine one = with(key, words, env);
        one.world().start(one.machine());
        one.pass(Duration.ofHours(2));
        assertThat(one.machine().state()).isEqualTo(MachineState.STARTED);
        assertThat(exit(one)).isEmpty();
    }

    @Test
    void aStopBeforeTheEndIsTheOnlyEnd() {
        OneMachine one = with("cmd", "sleep|60", "");
        one.world().start(one.machine());
        one.until(MachineState.STARTED).pass(Duration.ofSeconds(30));
        one.world().stop(one.machine());
        one.pass(Duration.ofMinutes(5));
        assertThat(one.story()).filteredOn(event -> event.startsWith("exit")).hasSize(1);
        assertThat(one.machine().state()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void aTaskOnAScheduleEndsAsItsCommandSays() {
        OneMachine one = OneMachine.in(
                MachineState.STOPPED,
                app -> app.taskTime(TASK).config(config -> {
                    config.putObject("restart").put("policy", "no");
                    config.put("schedule", "hourly");
                    command(config, "cmd", "exit|4");
                }));
        one.pass(Duration.ofMinutes(65));
        assertThat(exit(one).orElseThrow().exit()).contains(new SimulatedEvent.Exit(4, false, false));
    }
}
