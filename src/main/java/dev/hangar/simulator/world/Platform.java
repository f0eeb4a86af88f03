package dev.hangar.simulator.world;

import dev.hangar.model.HostStatus;
import dev.hangar.model.Region;
import java.util.Locale;
import java.util.Optional;

/// The hands of Fly itself, for scripts of what goes wrong: hosts and regions that fill up or go away,
/// migration, lost snapshots, boots that fail and moves that hang. Every command takes effect at once.
public final class Platform {
    private final World world;
    private final Capacity capacity;
    private final Motion motion;
    private final Lifecycle lifecycle;
    private final Flyd flyd;

    Platform(World world, Capacity capacity, Motion motion, Lifecycle lifecycle, Flyd flyd) {
        this.world = world;
        this.capacity = capacity;
        this.motion = motion;
        this.lifecycle = lifecycle;
        this.flyd = flyd;
    }

    /// Whether a host has no room for stopped machines: their start is refused or moves them to another host.
    public void setHostFull(String host, boolean full) {
        capacity.setHostFull(host, full);
    }

    /// Whether a region has no room: stopped machines do not start there and new ones are not made.
    public void setRegionFull(Region region, boolean full) {
        capacity.setRegionFull(region, full);
    }

    /// Why no machine can be made in a region now, as a create call says it with 422 `insufficient_capacity`
    /// (facts 12); [World#create] itself does not ask.
    public Optional<String> obstacleToCreate(Region region) {
        return capacity.obstacleToCreate(region);
    }

    /// Says what the host of a machine is (facts 2.4). While it is not `ok` the machine does no work, cannot be
    /// moved but by [#migrate] and a forced destroy, and its standbys start.
    public void setHostStatus(SimulatedMachine machine, HostStatus status) {
        HostStatus before = machine.hostStatus;
        if (before == status) {
            return;
        }
        world.settle(machine);
        boolean worked = machine.isAtWork();
        machine.hostStatus = status;
        world.note(machine, "host " + status.name().toLowerCase(Locale.ROOT));
        if (worked) {
            world.lost(machine, Source.FLYD);
        }
        if (before == HostStatus.OK) {
            flyd.unavailable(machine);
        }
        motion.release(machine);
        world.changed(machine);
        world.flush();
    }

    /// Moves a machine to another host, which is well.
    public Move migrate(SimulatedMachine machine) {
        Move move = lifecycle.migrate(machine);
        world.flush();
        return move;
    }

    /// Throws the snapshot of a suspended machine away, as maintenance and lack of space do (facts 5).
    public void loseSnapshot(SimulatedMachine machine) {
        machine.snapshotUntil = Optional.empty();
    }

    /// The next moves of a machine meet a trouble.
    ///
    /// @param times how many; at least 1
    public void trouble(SimulatedMachine machine, Trouble trouble, int times) {
        machine.expect(trouble, times);
    }

    /// Takes a trouble back that the machine has not met.
    public void spare(SimulatedMachine machine, Trouble trouble) {
        machine.forget(trouble);
    }

    /// Frees a wedged machine: its move ends as if nothing had been.
    public void free(SimulatedMachine machine) {
        machine.stuck = false;
        motion.release(machine);
        world.flush();
    }

    /// The words of a call to a machine whose host is not `ok`; ours, Fly's are not known.
    static String hostAway(SimulatedMachine machine) {
        return "machine's host is " + machine.hostStatus.name().toLowerCase(Locale.ROOT);
    }
}
