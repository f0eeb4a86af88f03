package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Autostop;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Which sleeping machine Fly Proxy starts for a request, and which it cannot (facts 1.5, 2.2, 5 and 6).
class ProxyCandidatesTest {
    /// Two machines, of which the first would be taken by its id, and users who come after a minute.
    private static World world(MachineState first, MachineState second) {
        for (long seed = 0; ; seed++) {
            World world = world(first, second, seed);
            if (TestWorlds.machine(world, "web", 0)
                            .id()
                            .compareTo(TestWorlds.machine(world, "web", 1).id())
                    < 0) {
                return world;
            }
        }
    }

    private static World world(MachineState first, MachineState second, long seed) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.service(service -> service.limits(10, 15).autostop(Autostop.OFF))
                                .machines(1, "iad", first)
                                .machines(1, "iad", second)
                                .workload(Workload.Web.from(
                                        "iad",
                                        new Demand.Scripted(List.of(
                                                new Demand.Step(Duration.ZERO, 0),
                                                new Demand.Step(Duration.ofMinutes(1), 4))))))
                .world(seed, TestPrices.book());
    }

    @ParameterizedTest(name = "the first one: {0}, proxy starts {1}")
    @CsvSource({
        "suspended too,  first",
        "cordoned,       second",
        "leased,         second",
        "host away,      second",
        "start error,    first",
        "region full,    first",
        "just stopped,   second",
        "wedged,         second",
        "destroyed,      second",
        "standby,        second",
    })
    void theFirstOneIsStartedUnlessSomethingSpeaksAgainstIt(String situation, String expected) {
        boolean suspended = situation.equals("suspended too") || situation.equals("region full");
        MachineState other = situation.equals("suspended too") ? MachineState.SUSPENDED : MachineState.STOPPED;
        MachineState state = switch (situation) {
            case "just stopped" -> MachineState.STARTED;
            default -> suspended ? MachineState.SUSPENDED : MachineState.STOPPED;
        };
        World world = world(state, other);
        SimulatedMachine first = TestWorlds.machine(world, "web", 0);
        SimulatedMachine second = TestWorlds.machine(world, "web", 1);
        prepare(world, situation, first);

        // the users come at 60 s, a start after an error takes another step
        TestWorlds.pass(world, Duration.ofSeconds(75));

        SimulatedMachine started = expected.equals("first") ? first : second;
        assertThat(started.state()).isEqualTo(MachineState.STARTED);
        assertThat((started == first ? second : first).state()).isNotEqualTo(MachineState.STARTED);
    }

    private static void prepare(World world, String situation, SimulatedMachine first) {
        switch (situation) {
            case "cordoned" -> world.setCordoned(first, true);
            case "leased" -> world.lease(first, "somebody@example.com", "", Duration.ofHours(1));
            case "host away" -> world.setHostStatus(first, HostStatus.UNREACHABLE);
            case "start error" -> {
                world.setCordoned(TestWorlds.machine(world, "web", 1), true);
                world.platform().trouble(first, Trouble.START_ERROR, 1);
            }
            case "region full" -> world.platform().setRegionFull(new Region("iad"), true);
            case "just stopped" -> world.stop(first);
            case "wedged" -> {
                world.platform().trouble(first, Trouble.STUCK_STARTING, 1);
                world.start(first);
            }
            case "destroyed" -> world.destroy(first, true);
            case "standby" -> {
                ObjectNode config = first.current().raw().deepCopy();
                config.putArray("standbys")
                        .add(TestWorlds.machine(world, "web", 1).id().value());
                world.update(first, config, false);
                // both have stopped just now, so that only the standby speaks against the first
                SimulatedMachine second = TestWorlds.machine(world, "web", 1);
                world.update(second, second.current().raw(), false);
            }
            default -> {}
        }
    }

    @Test
    void requestsWaitWhileNothingCanBeStarted() {
        World world = world(MachineState.STOPPED, MachineState.STOPPED);
        world.platform().setRegionFull(new Region("iad"), true);
        TestWorlds.pass(world, Duration.ofMinutes(2));
        assertThat(TestWorlds.app(world, "web").machines())
                .extracting(SimulatedMachine::state)
                .containsOnly(MachineState.STOPPED);
        assertThat(TestWorlds.app(world, "web").tally().lateRequests()).isPositive();
    }
}
