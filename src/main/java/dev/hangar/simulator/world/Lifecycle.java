package dev.hangar.simulator.world;

import dev.hangar.model.Guest;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The moves of a machine between its states (facts 2.2): what each state accepts, what it refuses with which words,
/// and what follows after how long.
final class Lifecycle {
    private static final int SUSPENDABLE_MEMORY_MB = 2048;
    private static final int SIGINT_EXIT_CODE = 130;

    private final World world;

    Lifecycle(World world) {
        this.world = world;
    }

    /// Cold boot from `stopped`, resume from `suspended`; a start during `suspending` takes the suspend back.
    Move start(SimulatedMachine machine, Source by) {
        return switch (machine.state) {
            case STARTED -> taken(machine);
            case STOPPED ->
                world.now().isBefore(machine.activeUntil)
                        ? refused("machine still active, refusing to start")
                        : boot(machine, by);
            case FAILED -> boot(machine, by);
            case SUSPENDED, SUSPENDING -> resume(machine, by);
            case STARTING, RESTARTING -> refused("machine still attempting to start");
            case STOPPING -> refused("machine still active, refusing to start");
            case UPDATING, REPLACING -> refused("machine getting replaced, refusing to start");
            case CREATED, CREATING, LAUNCH_FAILED, DESTROYING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED ->
                refused("unable to start machine from current state: '" + machine.state.wireName() + "'");
        };
    }

    private Move boot(SimulatedMachine machine, Source by) {
        Move move = taken(machine);
        machine.usage.rebooted();
        become(machine, MachineState.STARTING, "start", by);
        after(machine, delays(machine).boot(), () -> become(machine, MachineState.STARTED, "start", Source.FLYD));
        return move;
    }

    private Move resume(SimulatedMachine machine, Source by) {
        Move move = taken(machine);
        become(machine, MachineState.STARTING, "start", by);
        after(machine, delays(machine).resume(), () -> become(machine, MachineState.STARTED, "start", Source.FLYD));
        return move;
    }

    /// Ends the process; on a suspended machine it throws the snapshot away.
    Move stop(SimulatedMachine machine, Source by) {
        return stop(machine, by, world.killTimeout(machine));
    }

    /// The same with another time-out than the config's.
    Move stop(SimulatedMachine machine, Source by, Duration timeout) {
        return switch (machine.state) {
            case STOPPED -> taken(machine);
            case STARTED -> stopRunning(machine, by, timeout);
            case SUSPENDED, CREATED, FAILED -> {
                Move move = taken(machine);
                become(machine, MachineState.STOPPING, "stop", by);
                after(
                        machine,
                        delays(machine).settle(),
                        () -> become(machine, MachineState.STOPPED, "stop", Source.FLYD));
                yield move;
            }
            case STOPPING -> taken(machine);
            case STARTING, RESTARTING, SUSPENDING, UPDATING, REPLACING, CREATING, LAUNCH_FAILED ->
                refused(unable("stop", machine));
            case DESTROYING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED -> refused(unable("stop", machine));
        };
    }

    private Move stopRunning(SimulatedMachine machine, Source by, Duration timeout) {
        Move move = taken(machine);
        become(machine, MachineState.STOPPING, "stop", by);
        afterExactly(machine, stopTime(machine, timeout), () -> {
            exit(machine, 0, true);
            become(machine, MachineState.STOPPED, "stop", Source.FLYD);
            machine.activeUntil = world.now().plus(delays(machine).stillActive().draw(machine.random));
        });
        return move;
    }

    /// Takes a snapshot and puts the machine to sleep.
    Move suspend(SimulatedMachine machine, Source by) {
        Optional<String> obstacle = suspendObstacle(machine.config());
        return switch (machine.state) {
            case SUSPENDED, SUSPENDING -> taken(machine);
            case STARTED -> {
                if (obstacle.isPresent()) {
                    yield refused("machine is not eligible for suspend: " + obstacle.get());
                }
                Move move = taken(machine);
                become(machine, MachineState.SUSPENDING, "suspend", by);
                Duration time = delays(machine).drawSuspend(machine.random);
                afterExactly(machine, time, () -> become(machine, MachineState.SUSPENDED, "suspend", Source.FLYD));
                yield move;
            }
            case STOPPED, STOPPING, STARTING, RESTARTING, CREATED, CREATING, FAILED, LAUNCH_FAILED ->
                refused(unable("suspend", machine));
            case UPDATING, REPLACING, DESTROYING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED ->
                refused(unable("suspend", machine));
        };
    }

    /// Why Fly does not suspend such a machine (facts 5); the wording is ours, Fly's is not known.
    static Optional<String> suspendObstacle(MachineConfig config) {
        Guest guest = config.guest();
        if (guest.memoryMb() > SUSPENDABLE_MEMORY_MB) {
            return Optional.of("memory " + guest.memoryMb() + " MB is above " + SUSPENDABLE_MEMORY_MB + " MB");
        }
        if (config.swapMb() > 0) {
            return Optional.of("swap is configured");
        }
        if (config.schedule().isPresent()) {
            return Optional.of("it runs on a schedule");
        }
        return guest.gpu() ? Optional.of("it has a GPU") : Optional.empty();
    }

    /// Ends the process and boots again.
    Move restart(SimulatedMachine machine, Source by) {
        if (machine.state != MachineState.STARTED) {
            return refused(unable("restart", machine));
        }
        Move move = taken(machine);
        machine.usage.rebooted();
        become(machine, MachineState.RESTARTING, "restart", by);
        Duration time = stopTime(machine, world.killTimeout(machine))
                .plus(delays(machine).boot().draw(machine.random));
        afterExactly(machine, time, () -> {
            exit(machine, 0, true);
            become(machine, MachineState.STARTED, "start", Source.FLYD);
        });
        return move;
    }

    /// Destroys a machine that is asleep, or any with `force`.
    Move destroy(SimulatedMachine machine, boolean force, Source by) {
        if (machine.isGone()) {
            return taken(machine);
        }
        boolean asleep =
                machine.state.kind() == MachineState.Kind.ASLEEP || machine.state.kind() == MachineState.Kind.BROKEN;
        if (!asleep && !force) {
            return refused(
                    "unable to destroy machine, not currently stopped or suspended: " + machine.state.wireName());
        }
        Move move = taken(machine);
        become(machine, MachineState.DESTROYING, "destroy", by);
        after(machine, delays(machine).settle(), () -> {
            become(machine, MachineState.DESTROYED, "destroy", Source.FLYD);
            world.detachVolumes(machine);
        });
        return move;
    }

    /// A new config version was set: the machine is taken down and launched, or kept off.
    void update(SimulatedMachine machine, boolean launch) {
        become(machine, MachineState.UPDATING, "update", Source.USER);
        after(machine, delays(machine).settle(), () -> {
            if (launch) {
                boot(machine, Source.FLYD);
            } else {
                become(machine, MachineState.STOPPED, "update", Source.FLYD);
            }
        });
    }

    /// A machine was made: it boots, or waits in `created` until it becomes stopped by itself (facts 2.2).
    void launch(SimulatedMachine machine, boolean launch) {
        become(machine, MachineState.CREATED, "launch", Source.USER);
        if (launch) {
            boot(machine, Source.FLYD);
        } else {
            after(machine, delays(machine).settle(), () -> become(machine, MachineState.STOPPED, "stop", Source.FLYD));
        }
    }

    /// The process ended by itself: Fly boots it again, as every restart policy but `no` wants.
    Move crash(SimulatedMachine machine, int exitCode) {
        if (machine.state != MachineState.STARTED) {
            return refused(unable("crash", machine));
        }
        Move move = taken(machine);
        exit(machine, exitCode, false);
        machine.usage.rebooted();
        switch (machine.config().restart()) {
            case NO -> become(machine, MachineState.STOPPED, "stop", Source.FLYD);
            case ON_FAILURE, ALWAYS, UNRECOGNIZED -> boot(machine, Source.FLYD);
        }
        return move;
    }

    /// Gives the process a signal; one that ends it makes it exit.
    Move signal(SimulatedMachine machine, String signal) {
        if (machine.state != MachineState.STARTED) {
            return refused(unable("signal", machine));
        }
        return switch (signal) {
            case "SIGKILL", "SIGTERM", "SIGINT", "SIGQUIT" -> crash(machine, SIGINT_EXIT_CODE);
            default -> taken(machine);
        };
    }

    private void become(SimulatedMachine machine, MachineState state, String event, Source by) {
        world.settle(machine);
        boolean left = machine.state == MachineState.STARTED && state != MachineState.STARTED;
        machine.state = state;
        machine.moves++;
        world.record(machine, event, state.wireName(), by, Optional.empty());
        if (left) {
            world.lost(machine, by);
        }
        world.changed(machine);
    }

    private void exit(SimulatedMachine machine, int code, boolean requested) {
        SimulatedEvent.Exit exit = new SimulatedEvent.Exit(code, requested);
        world.record(machine, "exit", MachineState.STOPPED.wireName(), Source.FLYD, Optional.of(exit));
    }

    private void after(SimulatedMachine machine, Delays.Range range, Runnable work) {
        afterExactly(machine, range.draw(machine.random), work);
    }

    /// Plans the end of the move that has just begun; void when another move begins before.
    private void afterExactly(SimulatedMachine machine, Duration delay, Runnable work) {
        long move = machine.moves;
        Instant due = world.now().plus(delay);
        world.plan(due, () -> {
            if (machine.moves == move) {
                work.run();
            }
        });
    }

    private Duration stopTime(SimulatedMachine machine, Duration timeout) {
        Duration time = delays(machine).stop().draw(machine.random);
        return time.compareTo(timeout) > 0 ? timeout : time;
    }

    private Delays delays(SimulatedMachine machine) {
        return world.delays(machine);
    }

    private static String unable(String verb, SimulatedMachine machine) {
        return "unable to " + verb + " machine from current state: '" + machine.state.wireName() + "'";
    }

    private static Move taken(SimulatedMachine machine) {
        return new Move.Taken(machine.state);
    }

    private static Move refused(String text) {
        return new Move.Refused(text);
    }
}
