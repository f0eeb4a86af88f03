package dev.hangar.simulator.world;

import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the platform does by itself: runs scheduled machines, starts standbys, ends tasks (facts 4, 7.1).
final class Flyd {
    private static final Delays.Range UNTIL_CRASH = Delays.Range.millis(1_000, 5_000);

    private final World world;
    private final Starts starts;
    private final Exits exits;

    Flyd(World world, Starts starts, Exits exits) {
        this.world = world;
        this.starts = starts;
        this.exits = exits;
    }

    /// A machine has reached the state that it is in.
    void arrived(SimulatedMachine machine) {
        if (machine.state == MachineState.STARTED) {
            if (machine.meets(Trouble.EXIT_AFTER_START)) {
                exitAfter(machine, new Program(UNTIL_CRASH, 1));
            } else {
                Program.of(machine, world.taskTime(machine)).ifPresent(program -> exitAfter(machine, program));
            }
        }
        if (machine.state == MachineState.FAILED || machine.state == MachineState.LAUNCH_FAILED) {
            unavailable(machine);
        }
    }

    private void exitAfter(SimulatedMachine machine, Program program) {
        long move = machine.moves;
        world.plan(world.now().plus(program.time().draw(machine.random)), () -> {
            if (machine.moves == move) {
                exits.exit(machine, program.code());
            }
        });
    }

    /// A config is in force from now on: where it has a schedule, the machine is started at every slot that
    /// finds it stopped, until the next version. Fly promises no exact time; slots here are whole periods since
    /// the creation (UNVERIFIED), a month being 30 days.
    void configured(SimulatedMachine machine) {
        machine.config().schedule().flatMap(Flyd::period).ifPresent(period -> planSlot(machine, period));
    }

    private static Optional<Duration> period(String schedule) {
        return switch (schedule) {
            case "hourly" -> Optional.of(Duration.ofHours(1));
            case "daily" -> Optional.of(Duration.ofDays(1));
            case "weekly" -> Optional.of(Duration.ofDays(7));
            case "monthly" -> Optional.of(Duration.ofDays(30));
            default -> Optional.empty();
        };
    }

    private void planSlot(SimulatedMachine machine, Duration period) {
        long slots = Duration.between(machine.createdAt(), world.now()).dividedBy(period);
        Instant next = machine.createdAt().plus(period.multipliedBy(slots + 1));
        int version = machine.versions().size();
        world.plan(next, () -> {
            if (machine.versions().size() == version && !machine.isGone()) {
                if (machine.state == MachineState.STOPPED) {
                    starts.start(machine, Source.FLYD);
                }
                planSlot(machine, period);
            }
        });
    }

    /// The standbys of a machine that failed or whose host went away start, a moment later, unless it is back
    /// by then. A stop by the API does not wake them; no source says that it does or does not (facts 14,
    /// UNVERIFIED). They run on when the machine is back.
    void unavailable(SimulatedMachine watched) {
        for (SimulatedMachine standby : world.owner(watched).machines()) {
            if (standby.config().standbyFor().contains(watched.id())) {
                Duration delay = world.delays(standby).settle().draw(standby.random);
                world.plan(world.now().plus(delay), () -> standIn(standby, watched));
            }
        }
    }

    private void standIn(SimulatedMachine standby, SimulatedMachine watched) {
        boolean away = watched.hostStatus != HostStatus.OK || watched.state.kind() == MachineState.Kind.BROKEN;
        boolean asleep = standby.state == MachineState.STOPPED || standby.state == MachineState.SUSPENDED;
        if (away && asleep) {
            starts.start(standby, Source.FLYD);
        }
    }
}
