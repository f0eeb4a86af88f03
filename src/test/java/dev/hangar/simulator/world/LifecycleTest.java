package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LifecycleTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static World world(MachineState state, Consumer<AppBuilder> more) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {
                    more.accept(app);
                    app.machines(1, "iad", state);
                })
                .world(1, TestPrices.book());
    }

    private static Move apply(World world, String verb) {
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        return switch (verb) {
            case "start" -> world.start(machine);
            case "stop" -> world.stop(machine);
            case "suspend" -> world.suspend(machine);
            case "restart" -> world.restart(machine);
            case "destroy" -> world.destroy(machine, false);
            case "kill" -> world.destroy(machine, true);
            case "crash" -> world.crash(machine, 1);
            default -> throw new IllegalArgumentException(verb);
        };
    }

    @ParameterizedTest(name = "{0} on {1}: {2}, then {3}")
    @CsvSource({
        "start,   stopped,   starting,   started",
        "start,   suspended, starting,   started",
        "start,   failed,    starting,   started",
        "start,   started,   started,    started",
        "stop,    started,   stopping,   stopped",
        "stop,    suspended, stopping,   stopped",
        "stop,    created,   stopping,   stopped",
        "stop,    failed,    stopping,   stopped",
        "stop,    stopped,   stopped,    stopped",
        "suspend, started,   suspending, suspended",
        "suspend, suspended, suspended,  suspended",
        "restart, started,   restarting, started",
        "destroy, stopped,   destroying, destroyed",
        "destroy, suspended, destroying, destroyed",
        "destroy, failed,    destroying, destroyed",
        "kill,    started,   destroying, destroyed",
        "crash,   started,   starting,   started",
    })
    void allowedMovesPassThroughTheirStates(String verb, String from, String during, String after) {
        World world = world(MachineState.parse(from), app -> {});

        Move move = apply(world, verb);

        assertThat(move).isEqualTo(new Move.Taken(MachineState.parse(from)));
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        assertThat(machine.state().wireName()).isEqualTo(during);
        TestWorlds.pass(world, A_MINUTE);
        assertThat(machine.state().wireName()).isEqualTo(after);
    }

    @ParameterizedTest(name = "{0} on {1} is refused")
    @CsvSource({
        "start,   created, unable to start machine from current state: 'created'",
        "start,   creating, unable to start machine from current state: 'creating'",
        "start,   launch_failed, unable to start machine from current state: 'launch_failed'",
        "start,   destroying, unable to start machine from current state: 'destroying'",
        "start,   destroyed, unable to start machine from current state: 'destroyed'",
        "start,   starting, machine still attempting to start",
        "start,   restarting, machine still attempting to start",
        "start,   stopping, 'machine still active, refusing to start'",
        "start,   updating, 'machine getting replaced, refusing to start'",
        "start,   replacing, 'machine getting replaced, refusing to start'",
        "stop,    updating, unable to stop machine from current state: 'updating'",
        "suspend, stopped, unable to suspend machine from current state: 'stopped'",
        "suspend, created, unable to suspend machine from current state: 'created'",
        "restart, stopped, unable to restart machine from current state: 'stopped'",
        "destroy, started, 'unable to destroy machine, not currently stopped or suspended: started'",
    })
    void otherMovesAreRefusedInFlysWords(String verb, String from, String text) {
        World world = world(MachineState.parse(from), app -> {});

        assertThat(apply(world, verb)).isEqualTo(new Move.Refused(text));
        assertThat(TestWorlds.machine(world, "web", 0).state().wireName()).isEqualTo(from);
    }

    @Test
    void aStartSoonAfterAStopIsRefusedAlthoughTheStateReadsStopped() {
        World world = world(MachineState.STARTED, app -> {});
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        world.stop(machine);
        while (machine.state() != MachineState.STOPPED) {
            world.advanceTo(world.nextEventAt().orElseThrow());
        }

        assertThat(world.start(machine)).isEqualTo(new Move.Refused("machine still active, refusing to start"));
        TestWorlds.pass(world, Duration.ofSeconds(9));
        assertThat(world.start(machine).isTaken()).isTrue();
    }

    @Test
    void resumeTakesLessThanASecondAndAColdBootAtLeastTwo() {
        for (MachineState from : new MachineState[] {MachineState.SUSPENDED, MachineState.STOPPED}) {
            World world = world(from, app -> {});
            SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
            world.start(machine);
            TestWorlds.pass(world, Duration.ofMillis(900));
            assertThat(machine.state())
                    .isEqualTo(from == MachineState.SUSPENDED ? MachineState.STARTED : MachineState.STARTING);
        }
    }

    @Test
    void killTimeoutOfTheConfigCapsAStop() {
        World world = world(
                MachineState.STARTED,
                app -> app.config(config -> config.putObject("stop_config").put("timeout", "500ms")));
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        world.stop(machine);
        TestWorlds.pass(world, Duration.ofMillis(500));
        assertThat(machine.state()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void eventsTellWhoDidIt() {
        World world = world(MachineState.STARTED, app -> {});
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        world.stop(machine);
        TestWorlds.pass(world, A_MINUTE);

        assertThat(machine.events().stream().map(event -> event.type() + " " + event.status() + " " + event.source()))
                .containsExactly(
                        "stop stopped flyd",
                        "exit stopped flyd",
                        "stop stopping user",
                        "start started flyd",
                        "launch created user");
        assertThat(machine.events().get(1).exit()).contains(SimulatedEvent.Exit.requested(0));
    }

    @Test
    void anUpdateMakesAVersionAndKeepsTheMachineOffWhenAsked() {
        World world = world(MachineState.SUSPENDED, app -> {});
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        String before = machine.current().version();

        world.update(machine, machine.current().raw(), false);
        TestWorlds.pass(world, A_MINUTE);

        assertThat(machine.state()).isEqualTo(MachineState.STOPPED);
        assertThat(machine.current().version()).hasSize(26).isNotEqualTo(before);
    }
}
