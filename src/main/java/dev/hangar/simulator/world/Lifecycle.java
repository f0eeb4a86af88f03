package dev.hangar.simulator.world;

import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How machines go down (facts 2.2): what each state accepts, what it refuses with which words, and what
/// follows after how long. How they come up is in [Starts], what follows when a process ends by itself in
/// [Exits].
final class Lifecycle {
    private static final int SUSPENDABLE_MEMORY_MB = 2048;
    private static final Instant SUSPENDABLE_SINCE = Instant.parse("2024-06-20T20:00:00Z");

    private final World world;
    private final Motion motion;
    private final Starts starts;

    Lifecycle(World world, Motion motion, Starts starts) {
        this.world = world;
        this.motion = motion;
        this.starts = starts;
    }

    /// Ends the process; on a suspended machine it throws the snapshot away.
    Move stop(SimulatedMachine machine, Source by) {
        return stop(machine, by, world.killTimeout(machine));
    }

    /// The same with another time-out than the config's.
    Move stop(SimulatedMachine machine, Source by, Duration timeout) {
        if (machine.hostStatus != HostStatus.OK && !machine.isGone()) {
            return refused(Platform.hostAway(machine));
        }
        return switch (machine.state) {
            case STOPPED, STOPPING -> taken(machine);
            case STARTED -> stopRunning(machine, by, timeout);
            case SUSPENDED, CREATED, FAILED -> {
                Move move = taken(machine);
                machine.snapshotUntil = Optional.empty();
                motion.become(machine, MachineState.STOPPING, "stop", by);
                motion.after(
                        machine,
                        world.delays(machine).settle(),
                        () -> motion.become(machine, MachineState.STOPPED, "stop", Source.FLYD));
                yield move;
            }
            case STARTING, RESTARTING, SUSPENDING, UPDATING, REPLACING, CREATING, LAUNCH_FAILED ->
                refused(unable("stop", machine));
            case DESTROYING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED -> refused(unable("stop", machine));
        };
    }

    private Move stopRunning(SimulatedMachine machine, Source by, Duration timeout) {
        Move move = taken(machine);
        motion.become(machine, MachineState.STOPPING, "stop", by);
        motion.afterExactly(machine, stopTime(machine, timeout), () -> {
            motion.exit(machine, SimulatedEvent.Exit.requested(0));
            motion.become(machine, MachineState.STOPPED, "stop", Source.FLYD);
            machine.activeUntil =
                    world.now().plus(world.delays(machine).stillActive().draw(machine.random));
            destroyIfOneShot(machine);
        });
        return move;
    }

    /// auto_destroy: the machine goes when its process has ended, however it ended (facts 4).
    void destroyIfOneShot(SimulatedMachine machine) {
        if (machine.config().autoDestroy()) {
            destroy(machine, true, Source.FLYD);
        }
    }

    /// Takes a snapshot and puts the machine to sleep.
    Move suspend(SimulatedMachine machine, Source by) {
        if (machine.hostStatus != HostStatus.OK && !machine.isGone()) {
            return refused(Platform.hostAway(machine));
        }
        return switch (machine.state) {
            case SUSPENDED, SUSPENDING -> taken(machine);
            case STARTED ->
                suspendObstacle(machine)
                        .map(obstacle -> refused("machine is not eligible for suspend: " + obstacle))
                        .orElseGet(() -> suspendRunning(machine, by));
            case STOPPED, STOPPING, STARTING, RESTARTING, CREATED, CREATING, FAILED, LAUNCH_FAILED ->
                refused(unable("suspend", machine));
            case UPDATING, REPLACING, DESTROYING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED ->
                refused(unable("suspend", machine));
        };
    }

    private Move suspendRunning(SimulatedMachine machine, Source by) {
        Move move = taken(machine);
        motion.become(machine, MachineState.SUSPENDING, "suspend", by);
        Duration time = world.delays(machine).drawSuspend(machine.random);
        motion.afterExactly(machine, time, () -> {
            snapshot(machine);
            motion.become(machine, MachineState.SUSPENDED, "suspend", Source.FLYD);
        });
        return move;
    }

    /// The machine has a snapshot of now.
    void snapshot(SimulatedMachine machine) {
        machine.snapshotUntil = Optional.of(world.snapshots(machine).drawEnd(world.now(), machine.random));
    }

    /// Why Fly does not suspend a machine (facts 5); the wording is ours, Fly's is not known.
    static Optional<String> suspendObstacle(SimulatedMachine machine) {
        MachineConfig config = machine.config();
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
        if (machine.configuredAt().isBefore(SUSPENDABLE_SINCE)) {
            return Optional.of("it was not updated since " + SUSPENDABLE_SINCE);
        }
        return guest.gpu() ? Optional.of("it has a GPU") : Optional.empty();
    }

    /// Ends the process and boots again.
    Move restart(SimulatedMachine machine, Source by) {
        if (machine.state != MachineState.STARTED) {
            return refused(unable("restart", machine));
        }
        if (machine.hostStatus != HostStatus.OK) {
            return refused(Platform.hostAway(machine));
        }
        Move move = taken(machine);
        machine.usage.rebooted();
        motion.become(machine, MachineState.RESTARTING, "restart", by);
        Duration time = stopTime(machine, world.killTimeout(machine))
                .plus(world.delays(machine).boot().draw(machine.random));
        motion.afterExactly(machine, time, () -> {
            motion.exit(machine, new SimulatedEvent.Exit(0, true, true));
            machine.boots = machine.boots.booted(!machine.config().persistentRootfs());
            motion.become(machine, MachineState.STARTED, "start", Source.FLYD);
        });
        return move;
    }

    /// Destroys a machine that is asleep, or any with `force`, even one whose host is away.
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
        motion.become(machine, MachineState.DESTROYING, "destroy", by);
        motion.after(machine, world.delays(machine).settle(), () -> {
            motion.become(machine, MachineState.DESTROYED, "destroy", Source.FLYD);
            world.detachVolumes(machine);
        });
        return move;
    }

    /// The machine moves to another host: it keeps its id, loses its snapshot, and reboots if it ran (facts 2.2).
    Move migrate(SimulatedMachine machine) {
        return switch (machine.state) {
            case STARTED -> {
                Move move = taken(machine);
                motion.exit(machine, new SimulatedEvent.Exit(0, true, true));
                motion.become(machine, MachineState.REPLACING, "launch", Source.FLYD);
                motion.after(machine, world.delays(machine).settle(), () -> {
                    world.relocate(machine);
                    starts.boot(machine, Source.FLYD);
                });
                machine.hostStatus = HostStatus.OK;
                yield move;
            }
            case STOPPED, SUSPENDED, CREATED, FAILED -> {
                Move move = taken(machine);
                world.relocate(machine);
                yield move;
            }
            case STARTING, STOPPING, RESTARTING, SUSPENDING, CREATING, UPDATING, REPLACING, LAUNCH_FAILED ->
                refused(unable("migrate", machine));
            case DESTROYING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED -> refused(unable("migrate", machine));
        };
    }

    private Duration stopTime(SimulatedMachine machine, Duration timeout) {
        Duration time = world.delays(machine).stop().draw(machine.random);
        return time.compareTo(timeout) > 0 ? timeout : time;
    }

    static String unable(String verb, SimulatedMachine machine) {
        return "unable to " + verb + " machine from current state: '" + machine.state.wireName() + "'";
    }

    private static Move taken(SimulatedMachine machine) {
        return new Move.Taken(machine.state);
    }

    private static Move refused(String text) {
        return new Move.Refused(text);
    }
}
