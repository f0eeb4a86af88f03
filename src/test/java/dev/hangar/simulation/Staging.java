package dev.hangar.simulation;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.actors.Deploy;
import dev.hangar.simulator.actors.Deployer;
import dev.hangar.simulator.actors.OfficialAutoscaler;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Sets one fleet up for a [Situation]: machines enough, demand that floods and ebbs, and whoever brings it about.
final class Staging {
    /// The other guards off: none of them shall hide that one is missing.
    static final String OTHER_GUARDS = "      yield-to-person: 0s\n      cliff-hold: 0s\n      flap-limit: 0\n";

    private static final String SOMEBODY = "somebody@example.com";
    private static final Duration REFRESH = Duration.ofSeconds(4);
    private static final Duration LEASE = Duration.ofSeconds(13);

    private final Situation situation;
    private final SplittableRandom random;
    private final Duration busy;
    private final FleetTruth fleet;
    private final List<Inhabitant> inhabitants = new ArrayList<>();
    /// When demand falls to nothing.
    private final List<Duration> ebbs = new ArrayList<>();

    /// @param busy how long demand changes
    Staging(Situation situation, SplittableRandom random, Duration busy, FleetTruth fleet) {
        this.situation = situation;
        this.random = random;
        this.busy = busy;
        this.fleet = fleet;
    }

    /// The fleet's app, ready for the situation.
    Scenario.AppSpec app(Scenario.AppSpec spec) {
        List<Scenario.MachineSpec> machines = new ArrayList<>(spec.machines());
        while (machines.size() < situation.machines()) {
            machines.add(another(machines.getFirst(), fleet.app() + "-" + (machines.size() + 1)));
        }
        Workload workload = switch (spec.workload()) {
            case Workload.Web web ->
                new Workload.Web(tides(13 + random.nextInt(20)), web.origins(), web.meanRequest(), web.drainHalfLife());
            case Workload.Queue queue ->
                new Workload.Queue(
                        tides(6.0 * machines.size()), queue.region(), queue.jobTime(), queue.slots(), queue.patience());
            case Workload.None none -> none;
        };
        return new Scenario.AppSpec(
                spec.name(), spec.role(), machines, workload, spec.delays(), spec.snapshots(), spec.taskTime());
    }

    private static Scenario.MachineSpec another(Scenario.MachineSpec like, String name) {
        return new Scenario.MachineSpec(
                name,
                like.region(),
                like.config(),
                like.metadata(),
                MachineState.STARTED,
                like.age(),
                like.standbyOf(),
                like.volumeGb());
    }

    /// Demand for all machines by turns with none at all, for long enough that the fleet should shrink meanwhile.
    private Demand tides(double high) {
        List<Demand.Step> steps = new ArrayList<>();
        Duration at = Duration.ZERO;
        Duration ebb = Situation.ALONE.minusSeconds(fleet.windowSeconds()).plusSeconds(random.nextInt(90) - 45L);
        while (at.compareTo(busy) < 0) {
            steps.add(new Demand.Step(at, high));
            steps.add(new Demand.Step(ebb, 0));
            ebbs.add(ebb);
            at = ebb.plusSeconds(fleet.windowSeconds() + 120 + random.nextInt(60));
            ebb = at.plusSeconds(60 + random.nextInt(30));
        }
        steps.add(new Demand.Step(busy, 0));
        steps.sort(Comparator.comparing(Demand.Step::from));
        return new Demand.Scripted(steps);
    }

    /// Who lives beside the fleet; to be asked after [#app].
    List<Inhabitant> neighbors() {
        AppName app = new AppName(fleet.app());
        switch (situation) {
            case LEASED -> ebbs.forEach(ebb -> leases(app, ebb));
            case HALF_DEPLOYED -> deploy(app, false);
            case RELEASE_STUCK -> deploy(app, true);
            case RIVAL -> rival(app);
            case ANY, RELEASES_UNTOLD, PAST_UNTOLD -> {}
        }
        return List.copyOf(inhabitants);
    }

    /// As a command over several machines holds them: all but the last one that is awake.
    private void leases(AppName app, Duration ebb) {
        // Often also between the look that a plan is made on and the one that proves it.
        Duration begin = ebb.plusMillis(fleet.windowSeconds() * 1_000 + random.nextInt(80_000) - 20_000);
        Duration end = begin.plusSeconds(60 + random.nextInt(60));
        String description = one("fly machine update", "fly deploy");
        for (Duration at = begin; at.compareTo(end) < 0; at = at.plus(REFRESH)) {
            inhabitants.add(at(app, at, (world, home) -> lease(world, home, description)));
        }
    }

    private static void lease(World world, SimulatedApp home, String description) {
        List<SimulatedMachine> awake = home.machines().stream()
                .filter(machine -> machine.state() == MachineState.STARTED)
                .toList();
        awake.stream()
                .limit(Math.max(0, awake.size() - 1))
                .filter(machine -> machine.leaseAt(world.now())
                        .filter(lease -> !lease.owner().equals(SOMEBODY))
                        .isEmpty())
                .forEach(machine -> world.lease(machine, SOMEBODY, description, LEASE));
    }

    private void deploy(AppName app, boolean stuck) {
        Duration at = Duration.ofSeconds(60 + random.nextInt(120));
        Duration time = Duration.ofSeconds(stuck ? 2 + random.nextInt(4) : 3 + random.nextInt(12));
        Deploy.Ending ending =
                stuck || random.nextBoolean() ? new Deploy.Ending.Killed(time) : new Deploy.Ending.Interrupted(time);
        Deploy deploy = Deploy.of(at, Deploy.Strategy.ROLLING)
                .command(stuck ? Deploy.ReleaseCommand.SUCCEEDS : Deploy.ReleaseCommand.NONE)
                .ending(ending);
        inhabitants.add(new Deployer(app, Optional.empty(), List.of(deploy)));
        inhabitants.add(at(app, busy, Neighbors::tidyUp));
    }

    private void rival(AppName app) {
        if (random.nextInt(3) == 0) {
            OfficialAutoscaler.Input input = fleet.kind() == FleetTruth.Kind.WEB
                    ? OfficialAutoscaler.Input.CONNECTIONS
                    : OfficialAutoscaler.Input.WAITING_JOBS;
            inhabitants.add(new OfficialAutoscaler(
                    app,
                    OfficialAutoscaler.Mode.STARTED,
                    new OfficialAutoscaler.Formula(input, 1, 3, 4),
                    Situation.ALONE));
        }
        Duration at = Situation.ALONE;
        while (at.compareTo(busy) < 0) {
            int position = random.nextInt(100);
            inhabitants.add(
                    at(app, at, (world, home) -> free(world, home, position).ifPresent(world::stop)));
            inhabitants.add(at(app, at.plusSeconds(15), (world, home) -> startAll(world, home)));
            at = at.plusSeconds(40 + random.nextInt(40));
        }
    }

    private static Optional<SimulatedMachine> free(World world, SimulatedApp home, int position) {
        List<SimulatedMachine> all = home.machines();
        return Optional.of(all.get(position % all.size()))
                .filter(machine -> machine.leaseAt(world.now()).isEmpty());
    }

    private static void startAll(World world, SimulatedApp home) {
        home.machines().stream()
                .filter(machine -> machine.leaseAt(world.now()).isEmpty())
                .filter(machine -> machine.state() == MachineState.STOPPED || machine.state() == MachineState.SUSPENDED)
                .forEach(world::start);
    }

    private static Inhabitant at(AppName app, Duration time, Neighbors.Doing doing) {
        return Neighbors.at(app, time, doing);
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
