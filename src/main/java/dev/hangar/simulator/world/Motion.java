package dev.hangar.simulator.world;

import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import java.time.Duration;
import java.util.Optional;

/// How a machine changes its state: the one place where states are set, and where the ends of moves are planned.
final class Motion {
    private final World world;

    Motion(World world) {
        this.world = world;
    }

    void become(SimulatedMachine machine, MachineState state, String event, Source by) {
        world.settle(machine);
        boolean left = machine.state == MachineState.STARTED && state != MachineState.STARTED;
        machine.enter(state);
        machine.stuck = switch (state) {
            case STARTING, RESTARTING -> machine.meets(Trouble.STUCK_STARTING);
            case STOPPING -> machine.meets(Trouble.STUCK_STOPPING);
            case CREATED, STARTED, STOPPED, SUSPENDED, FAILED, CREATING, SUSPENDING -> false;
            case DESTROYING, LAUNCH_FAILED, UPDATING, REPLACING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED -> false;
        };
        if (state == MachineState.STOPPED) {
            machine.stoppedAt = world.now();
        }
        world.record(machine, event, state.wireName(), by, Optional.empty());
        if (left) {
            world.lost(machine, by);
        }
        world.arrived(machine);
        world.changed(machine);
    }

    void exit(SimulatedMachine machine, SimulatedEvent.Exit exit) {
        world.record(machine, "exit", MachineState.STOPPED.wireName(), Source.FLYD, Optional.of(exit));
    }

    void after(SimulatedMachine machine, Delays.Range range, Runnable work) {
        afterExactly(machine, range.draw(machine.random), work);
    }

    /// Plans the end of the move that has just begun. It is void when another move begins before, and waits
    /// while the machine is stuck or its host is away.
    void afterExactly(SimulatedMachine machine, Duration delay, Runnable work) {
        long move = machine.moves;
        world.plan(world.now().plus(delay), () -> {
            if (machine.moves != move) {
                return;
            }
            if (isHeld(machine)) {
                machine.heldWork = Optional.of(work);
            } else {
                work.run();
            }
        });
    }

    /// Ends the move that had to wait, if nothing holds it any more.
    void release(SimulatedMachine machine) {
        if (!isHeld(machine)) {
            Optional<Runnable> work = machine.heldWork;
            machine.heldWork = Optional.empty();
            work.ifPresent(Runnable::run);
        }
    }

    private static boolean isHeld(SimulatedMachine machine) {
        boolean leaving = machine.state == MachineState.DESTROYING;
        return !leaving && (machine.stuck || machine.hostStatus != HostStatus.OK);
    }
}
