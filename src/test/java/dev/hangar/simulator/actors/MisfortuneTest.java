package dev.hangar.simulator.actors;

import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MisfortuneTest {
    private static final Duration AT = Duration.ofSeconds(10);
    private static final Duration LASTS = Duration.ofMinutes(2);

    /// What can be seen of a machine one minute after a start or stop that somebody tries during the mishap.
    private static String seen(World world, SimulatedMachine machine) {
        boolean full = world.platform().obstacleToCreate(new Region("iad")).isPresent();
        return machine.state().wireName() + " " + machine.hostStatus() + (machine.isStuck() ? " stuck" : "")
                + (full ? " full" : "") + " " + machine.boots().cold();
    }

    private static void poke(World world, SimulatedMachine machine) {
        if (machine.state() == MachineState.STARTED) {
            world.stop(machine);
        } else {
            world.start(machine);
        }
    }

    @ParameterizedTest(name = "{0}: {2}, and after it {3}")
    @CsvSource({
        "CRASH,         started,   stopped OK 1,              stopped OK 1",
        "BOOT_LOOP,     started,   starting OK 5,             started OK 6",
        "HOST_AWAY,     started,   started UNREACHABLE 0,     started OK 0",
        "REGION_FULL,   stopped,   stopped OK full 0,         stopped OK 0",
        "MIGRATION,     suspended, started OK 1,              started OK 1",
        "SNAPSHOT_LOST, suspended, started OK 1,              started OK 1",
        "START_ERROR,   stopped,   stopped OK 0,              stopped OK 0",
        "FAILED_BOOT,   stopped,   failed OK 0,               failed OK 0",
        "WEDGED_START,  stopped,   starting OK stuck 0,       started OK 1",
        "WEDGED_STOP,   started,   stopping OK stuck 0,       stopped OK 0",
    })
    void strikesAtItsTimeAndIsOver(Misfortune.Kind kind, String state, String during, String after) {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> app.machines(1, "iad", MachineState.parse(state)))
                .inhabitant(Misfortune.of("web", new Misfortune.Mishap(AT, kind, 3, LASTS)))
                .world(5, TestPrices.book());
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        TestWorlds.pass(world, AT.plusSeconds(20));
        if (kind != Misfortune.Kind.BOOT_LOOP) {
            poke(world, machine);
        }
        TestWorlds.pass(world, Duration.ofSeconds(30));
        if (kind == Misfortune.Kind.BOOT_LOOP) {
            assertThat(machine.boots().cold()).isGreaterThan(3);
        } else {
            assertThat(seen(world, machine)).isEqualTo(during);
        }
        TestWorlds.pass(world, LASTS);
        assertThat(seen(world, machine)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"60, true", "180, false"})
    void aFullHostHasRoomAgain(int seconds, boolean full) {
        int refused = 0;
        for (int seed = 0; seed < 10; seed++) {
            World world = WorldBuilder.org("demo", TestWorlds.START)
                    .app("web", app -> app.volume(1).machines(1, "iad", MachineState.STOPPED))
                    .inhabitant(Misfortune.of("web", new Misfortune.Mishap(AT, Misfortune.Kind.HOST_FULL, 0, LASTS)))
                    .world(seed, TestPrices.book());
            TestWorlds.pass(world, Duration.ofSeconds(seconds));
            refused += world.start(TestWorlds.machine(world, "web", 0)).isTaken() ? 0 : 1;
        }
        assertThat(refused).isEqualTo(full ? 10 : 0);
    }
}
