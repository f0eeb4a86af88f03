package dev.hangar.simulator.world;

import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import java.util.Optional;

/// How machines come up: which state accepts a start, what a start begins from, and whether there is room for it
/// (facts 2.2, 5, 12).
final class Starts {
    private final World world;
    private final Motion motion;
    private final Capacity capacity;

    Starts(World world, Motion motion, Capacity capacity) {
        this.world = world;
        this.motion = motion;
        this.capacity = capacity;
    }

    /// Cold boot from `stopped`, resume from `suspended` if the snapshot is still there; a start during
    /// `suspending` takes the suspend back.
    Move start(SimulatedMachine machine, Source by) {
        if (machine.hostStatus != HostStatus.OK && !machine.isGone()) {
            return new Move.Refused(Platform.hostAway(machine));
        }
        return switch (machine.state) {
            case STARTED -> new Move.Taken(machine.state);
            case STOPPED ->
                world.now().isBefore(machine.activeUntil)
                        ? new Move.Refused("machine still active, refusing to start")
                        : bootWithoutPlace(machine, by);
            case FAILED -> bootWithoutPlace(machine, by);
            case SUSPENDED -> machine.meets(Trouble.START_ERROR) ? startError() : wake(machine, by);
            case SUSPENDING -> resume(machine, by);
            case STARTING, RESTARTING -> new Move.Refused("machine still attempting to start");
            case STOPPING -> new Move.Refused("machine still active, refusing to start");
            case UPDATING, REPLACING -> new Move.Refused("machine getting replaced, refusing to start");
            case CREATED, CREATING, LAUNCH_FAILED, DESTROYING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED ->
                new Move.Refused("unable to start machine from current state: '" + machine.state.wireName() + "'");
        };
    }

    private static Move startError() {
        return new Move.Failed("failed to start VM: the host could not start the machine");
    }

    /// A stopped machine has no reserved capacity: its host may be full (facts 5).
    private Move bootWithoutPlace(SimulatedMachine machine, Source by) {
        if (machine.meets(Trouble.START_ERROR)) {
            return startError();
        }
        MachineState before = machine.state;
        return switch (capacity.placeFor(machine)) {
            case Capacity.Place.Nowhere(String text) -> new Move.NoRoom(text);
            case Capacity.Place.Same() -> {
                boot(machine, by);
                yield new Move.Taken(before);
            }
            case Capacity.Place.Other() -> {
                world.relocate(machine);
                boot(machine, by);
                yield new Move.Taken(before, Optional.of(machine.host()));
            }
        };
    }

    /// Boots with the image's root file system.
    void boot(SimulatedMachine machine, Source by) {
        boot(machine, "start", by, !machine.config().persistentRootfs());
    }

    /// The same after the process ended, as the restart policy wants it.
    void bootAgain(SimulatedMachine machine) {
        boot(machine, "restart", Source.FLYD, !machine.config().persistentRootfs());
    }

    private void boot(SimulatedMachine machine, String event, Source by, boolean resetsRootfs) {
        MachineState failure = machine.state == MachineState.CREATED ? MachineState.LAUNCH_FAILED : MachineState.FAILED;
        machine.snapshotUntil = Optional.empty();
        machine.usage.rebooted();
        motion.become(machine, MachineState.STARTING, event, by);
        motion.after(machine, world.delays(machine).boot(), () -> {
            if (machine.meets(Trouble.FAILED_BOOT)) {
                motion.become(machine, failure, "start", Source.FLYD);
            } else {
                machine.boots = machine.boots.booted(resetsRootfs);
                motion.become(machine, MachineState.STARTED, "start", Source.FLYD);
            }
        });
    }

    /// From `suspended`: room is reserved, the snapshot may be gone; then it boots with the root file system it
    /// had.
    private Move wake(SimulatedMachine machine, Source by) {
        boolean there = machine.snapshotUntil.filter(world.now()::isBefore).isPresent();
        if (there && !world.snapshots(machine).drawLoss(machine.random)) {
            return resume(machine, by);
        }
        Move move = new Move.Taken(machine.state);
        boot(machine, "start", by, false);
        return move;
    }

    private Move resume(SimulatedMachine machine, Source by) {
        Move move = new Move.Taken(machine.state);
        machine.snapshotUntil = Optional.empty();
        motion.become(machine, MachineState.STARTING, "start", by);
        motion.after(machine, world.delays(machine).resume(), () -> {
            machine.boots = machine.boots.resumed();
            motion.become(machine, MachineState.STARTED, "start", Source.FLYD);
        });
        return move;
    }

    /// A new config version was set: the machine is taken down and launched, or kept off. The snapshot is lost.
    void update(SimulatedMachine machine, boolean launch) {
        machine.snapshotUntil = Optional.empty();
        motion.become(machine, MachineState.UPDATING, "update", Source.USER);
        motion.after(machine, world.delays(machine).settle(), () -> {
            if (launch) {
                boot(machine, Source.FLYD);
            } else {
                motion.become(machine, MachineState.STOPPED, "update", Source.FLYD);
            }
        });
    }

    /// A machine was made: it boots, or waits in `created` until it becomes stopped by itself (facts 2.2).
    void launch(SimulatedMachine machine, boolean launch) {
        motion.become(machine, MachineState.CREATED, "launch", Source.USER);
        if (launch) {
            boot(machine, Source.FLYD);
        } else {
            motion.after(
                    machine,
                    world.delays(machine).settle(),
                    () -> motion.become(machine, MachineState.STOPPED, "stop", Source.FLYD));
        }
    }
}
