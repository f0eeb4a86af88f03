package dev.hangar.simulator.actors;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Fly's own autoscaler beside us, with its weak spots (facts 7.6): it asks nobody's lease and takes none, sees
/// no suspended machines, starts standbys like any other, picks by id, and creates again and again while it is
/// refused.
///
/// @param mode what it counts
/// @param formula how many machines it wants
/// @param from when it is started, after the start of the world
public record OfficialAutoscaler(AppName app, Mode mode, Formula formula, Duration from) implements Inhabitant {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /// What a create that is refused takes.
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    /// What it counts, and so what it does.
    public enum Mode {
        /// Starts and stops machines.
        STARTED,
        /// Creates and destroys machines.
        CREATED
    }

    /// What its expression reads.
    public enum Input {
        /// Jobs in the app's queue.
        WAITING_JOBS,
        /// Connections of the started machines; absent while none is started.
        CONNECTIONS
    }

    /// `ceil(input / perMachine)` between two bounds.
    ///
    /// @param perMachine positive
    public record Formula(Input input, int perMachine, int least, int most) {
        public Formula {
            if (perMachine < 1 || least < 0 || most < least) {
                throw new IllegalArgumentException("formula needs perMachine >= 1 and 0 <= least <= most");
            }
        }

        OptionalInt wanted(SimulatedApp app) {
            Optional<Integer> value = switch (input) {
                case WAITING_JOBS -> app.waitingJobs();
                case CONNECTIONS -> connections(app);
            };
            return value.map(seen -> OptionalInt.of(Math.clamp(Math.ceilDiv(seen, perMachine), least, most)))
                    .orElse(OptionalInt.empty());
        }

        private static Optional<Integer> connections(SimulatedApp app) {
            return app.machines().stream()
                    .filter(machine -> machine.state() == MachineState.STARTED)
                    .map(SimulatedMachine::load)
                    .reduce(Integer::sum);
        }
    }

    @Override
    public void moveIn(World world) {
        SimulatedApp home = world.app(app).orElseThrow(() -> new IllegalArgumentException("no app " + app));
        world.plan(world.now().plus(from), () -> reconcile(world, home));
    }

    /// A pass fails without a value, and waits while a deploy runs.
    private void reconcile(World world, SimulatedApp home) {
        Instant next = world.now().plus(INTERVAL);
        OptionalInt wanted = formula.wanted(home);
        boolean deploying = home.releases().stream()
                .reduce((older, newer) -> newer)
                .filter(release -> release.status() == Release.Status.RUNNING)
                .isPresent();
        if (wanted.isPresent() && !deploying) {
            switch (mode) {
                case STARTED -> byStarted(world, home, wanted.getAsInt());
                case CREATED -> byCreated(world, home, wanted.getAsInt());
            }
        }
        world.plan(next, () -> reconcile(world, home));
    }

    private static List<SimulatedMachine> byId(SimulatedApp app) {
        return Fleet.active(app).stream()
                .filter(Fleet::isHostOk)
                .sorted(Comparator.comparing(SimulatedMachine::id))
                .toList();
    }

    private static List<SimulatedMachine> in(SimulatedApp app, MachineState state) {
        return byId(app).stream().filter(machine -> machine.state() == state).toList();
    }

    private static void byStarted(World world, SimulatedApp app, int wanted) {
        List<SimulatedMachine> started = in(app, MachineState.STARTED);
        started.stream().limit(Math.max(0, started.size() - wanted)).forEach(world::stop);
        in(app, MachineState.STOPPED).stream()
                .limit(Math.max(0, wanted - started.size()))
                .forEach(world::start);
    }

    private void byCreated(World world, SimulatedApp app, int wanted) {
        List<SimulatedMachine> all = byId(app);
        all.stream().limit(Math.max(0, all.size() - wanted)).forEach(machine -> world.destroy(machine, true));
        if (!all.isEmpty() && all.size() < wanted) {
            create(world, app, all.getFirst(), wanted - all.size(), world.now().plus(LIMIT));
        }
    }

    /// From nothing there is nothing to clone. While the region is full it tries on until its pass is cut off.
    private static void create(World world, SimulatedApp app, SimulatedMachine like, int missing, Instant limit) {
        if (missing == 0 || !world.now().isBefore(limit)) {
            return;
        }
        boolean room = world.platform().obstacleToCreate(like.region()).isEmpty();
        if (room) {
            world.create(app, new World.Wish(Fleet.clone(like), Optional.empty(), like.region(), true, false));
        }
        world.plan(world.now().plus(ATTEMPT), () -> create(world, app, like, room ? missing - 1 : missing, limit));
    }
}
