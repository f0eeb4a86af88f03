package dev.hangar.simulator.world;

import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Schedules, standbys and containers (facts 4, 7.1 and 14).
class FlydTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest(name = "{0} runs {2} times in {1} hours")
    @CsvSource({"hourly, 5, 5", "daily, 72, 3", "weekly, 336, 2", "monthly, 1440, 2", "sometimes, 48, 0"})
    void aScheduledMachineRunsOncePerPeriodAndEndsByItself(String schedule, int hours, int times) {
        OneMachine one = OneMachine.in(
                MachineState.STOPPED,
                app -> app.config(config -> config.put("schedule", schedule)).age(Duration.ofMinutes(90)));
        one.pass(Duration.ofHours(hours));
        assertThat(one.machine().boots().cold()).isEqualTo(times);
        assertThat(one.pass(Duration.ofMinutes(3)).machine().state()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void anUpdateWithoutScheduleEndsTheSchedule() {
        OneMachine one =
                OneMachine.in(MachineState.STOPPED, app -> app.config(config -> config.put("schedule", "hourly")));
        one.world()
                .update(one.machine(), one.machine().current().raw().deepCopy().without("schedule"), false);
        one.pass(Duration.ofHours(5));
        assertThat(one.machine().boots()).isEqualTo(Boots.NONE);
    }

    private static World pair() {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> app.machines(1, "iad").standby("iad", 0))
                .world(1, TestPrices.book());
    }

    @ParameterizedTest(name = "{0}: standby {1}")
    @CsvSource({
        "unreachable, started",
        "unknown,     started",
        "blip,        stopped",
        "failed,      started",
        "stopped,     stopped",
        "suspended,   stopped",
        "crashed,     stopped",
    })
    void aStandbyStartsWhenItsMachineFailsOrLosesItsHostOnly(String what, String expected) {
        OneMachine watched = OneMachine.of(pair());
        World world = watched.world();
        switch (what) {
            case "unreachable" -> world.setHostStatus(watched.machine(), HostStatus.UNREACHABLE);
            case "unknown" -> world.setHostStatus(watched.machine(), HostStatus.UNKNOWN);
            case "blip" -> {
                world.setHostStatus(watched.machine(), HostStatus.UNREACHABLE);
                world.setHostStatus(watched.machine(), HostStatus.OK);
            }
            case "failed" -> {
                world.platform().trouble(watched.machine(), Trouble.FAILED_BOOT, 1);
                world.crash(watched.machine(), 1);
            }
            case "stopped" -> world.stop(watched.machine());
            case "suspended" -> world.suspend(watched.machine());
            default -> world.crash(watched.machine(), 1);
        }
        watched.pass(A_MINUTE);
        assertThat(TestWorlds.machine(world, "web", 1).state().wireName()).isEqualTo(expected);
    }

    @Test
    void containersLiveAndEndWithTheirMachine() {
        OneMachine one = OneMachine.in(
                MachineState.STARTED,
                app -> app.config(config -> {
                    config.putArray("containers").addObject().put("name", "app");
                    config.withArray("/containers").addObject().put("name", "sidecar");
                }));
        assertThat(one.machine().containers())
                .isEqualTo(List.of(
                        new SimulatedMachine.Container("app", "started"),
                        new SimulatedMachine.Container("sidecar", "started")));
        one.world().stop(one.machine());
        one.until(MachineState.STOPPED);
        assertThat(one.machine().containers())
                .extracting(SimulatedMachine.Container::state)
                .containsOnly("stopped");
        assertThat(OneMachine.in(MachineState.STARTED, app -> {}).machine().containers())
                .isEmpty();
    }
}
