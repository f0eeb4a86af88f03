package dev.hangar.simulator.actors;

import dev.hangar.model.AppName;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Fly's own autoscaler beside us, weak spots included (facts 7.6).
class OfficialAutoscalerTest {
    private static final Duration FROM = Duration.ofSeconds(10);

    private static World world(OfficialAutoscaler.Mode mode, int wanted, Consumer<AppBuilder> machines) {
        OfficialAutoscaler.Formula formula =
                new OfficialAutoscaler.Formula(OfficialAutoscaler.Input.WAITING_JOBS, 1, wanted, wanted);
        return world(mode, formula, machines);
    }

    private static World world(
            OfficialAutoscaler.Mode mode, OfficialAutoscaler.Formula formula, Consumer<AppBuilder> machines) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {
                    app.workload(new Workload.Queue(
                            new Demand.Constant(0),
                            new Region("iad"),
                            Duration.ofSeconds(5),
                            1,
                            Duration.ofMinutes(1)));
                    machines.accept(app);
                })
                .inhabitant(new OfficialAutoscaler(new AppName("web"), mode, formula, FROM))
                .world(5, TestPrices.book());
    }

    private static List<SimulatedMachine> byId(World world) {
        return TestWorlds.app(world, "web").machines().stream()
                .filter(machine -> !Fleet.isGone(machine))
                .sorted(Comparator.comparing(SimulatedMachine::id))
                .toList();
    }

    private static List<String> states(World world) {
        return byId(world).stream().map(machine -> machine.state().wireName()).toList();
    }

    @ParameterizedTest(name = "{0} started, {1} stopped, wants {2}")
    @CsvSource({"1, 3, 3", "4, 0, 1", "2, 1, 2", "0, 2, 1"})
    void startedModeStartsAndStopsTheFirstById(int started, int stopped, int wanted) {
        World world = world(
                OfficialAutoscaler.Mode.STARTED,
                wanted,
                app -> app.machines(started, "iad").machines(stopped, "iad", MachineState.STOPPED));
        List<SimulatedMachine> was = byId(world);
        List<MachineState> before = was.stream().map(SimulatedMachine::state).toList();
        TestWorlds.pass(world, FROM.plusSeconds(14));

        int change = wanted - started;
        MachineState touched = change > 0 ? MachineState.STOPPED : MachineState.STARTED;
        int left = Math.abs(change);
        for (int i = 0; i < was.size(); i++) {
            boolean changes = before.get(i) == touched && left-- > 0;
            MachineState other = touched == MachineState.STARTED ? MachineState.STOPPED : MachineState.STARTED;
            assertThat(was.get(i).state()).isEqualTo(changes ? other : before.get(i));
        }
    }

    @Test
    void suspendedMachinesAreNeitherCountedNorStarted() {
        World world = world(
                OfficialAutoscaler.Mode.STARTED,
                3,
                app -> app.machines(1, "iad").machines(2, "iad", MachineState.SUSPENDED));
        TestWorlds.pass(world, Duration.ofMinutes(5));
        assertThat(states(world)).containsExactlyInAnyOrder("started", "suspended", "suspended");
    }

    @Test
    void standbysAreStartedLikeAnyOther() {
        World world = world(
                OfficialAutoscaler.Mode.STARTED,
                2,
                app -> app.machines(1, "iad").standby("iad", 0));
        TestWorlds.pass(world, Duration.ofMinutes(1));
        assertThat(states(world)).containsExactly("started", "started");
    }

    @Test
    void leasesAreNeitherAskedForNorTaken() {
        World world = world(OfficialAutoscaler.Mode.STARTED, 0, app -> app.machines(1, "iad"));
        world.lease(byId(world).getFirst(), "hangar@tokens.fly.io", "", Duration.ofHours(1));
        TestWorlds.pass(world, Duration.ofMinutes(1));
        assertThat(states(world)).containsExactly("stopped");
    }

    @Test
    void machinesWhoseHostIsAwayDoNotCount() {
        World world = world(
                OfficialAutoscaler.Mode.STARTED,
                1,
                app -> app.machines(1, "iad").machines(1, "iad", MachineState.STOPPED));
        world.setHostStatus(TestWorlds.machine(world, "web", 0), HostStatus.UNREACHABLE);
        TestWorlds.pass(world, Duration.ofMinutes(1));
        assertThat(states(world)).containsExactly("started", "started");
    }

    @ParameterizedTest(name = "{0} machines, wants {1}: {2}")
    @CsvSource({"1, 3, 3", "3, 1, 1", "2, 2, 2", "0, 2, 0"})
    void createdModeClonesTheFirstAndDestroysButMakesNothingFromNothing(int there, int wanted, int expected) {
        World world = world(
                OfficialAutoscaler.Mode.CREATED,
                wanted,
                app -> app.metadata("hangar", "tag").machines(there, "iad", MachineState.SUSPENDED));
        TestWorlds.pass(world, Duration.ofMinutes(2));
        assertThat(byId(world))
                .hasSize(expected)
                .allSatisfy(machine -> assertThat(machine.metadata()).containsEntry("hangar", "tag"));
    }

    @Test
    void aFullRegionIsTriedAgainUntilThereIsRoom() {
        World world = world(OfficialAutoscaler.Mode.CREATED, 2, app -> app.machines(1, "iad"));
        world.platform().setRegionFull(new Region("iad"), true);
        TestWorlds.pass(world, Duration.ofMinutes(2));
        assertThat(byId(world)).hasSize(1);
        world.platform().setRegionFull(new Region("iad"), false);
        TestWorlds.pass(world, Duration.ofSeconds(2));
        assertThat(byId(world)).hasSizeGreaterThan(1);
    }

    @Test
    void aRunningReleaseMakesItWait() {
        World world = world(OfficialAutoscaler.Mode.STARTED, 0, app -> app.machines(1, "iad"));
        SimulatedApp app = TestWorlds.app(world, "web");
        Release release = app.releases().getLast();
        world.setRelease(app, release.with(Release.Status.RUNNING));
        TestWorlds.pass(world, Duration.ofMinutes(5));
        assertThat(states(world)).containsExactly("started");
        world.setRelease(app, release);
        TestWorlds.pass(world, Duration.ofMinutes(1));
        assertThat(states(world)).containsExactly("stopped");
    }

    @Test
    void withoutAStartedMachineThereAreNoConnectionsToReadAndNothingIsDone() {
        OfficialAutoscaler.Formula formula =
                new OfficialAutoscaler.Formula(OfficialAutoscaler.Input.CONNECTIONS, 10, 1, 3);
        World world =
                world(OfficialAutoscaler.Mode.STARTED, formula, app -> app.machines(2, "iad", MachineState.STOPPED));
        TestWorlds.pass(world, Duration.ofMinutes(5));
        assertThat(states(world)).containsExactly("stopped", "stopped");
    }
}
