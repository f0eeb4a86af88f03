package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.model.RestartPolicy;
import java.time.Duration;
import java.time.Instant;

/// What follows when a process ends without a stop: restart policy and auto_destroy (facts 4).
final class Exits {
    private static final Duration RETRY_WINDOW = Duration.ofMinutes(5);
    private static final int DEFAULT_RETRIES = 10;
    private static final int SIGINT_EXIT_CODE = 130;

    private final World world;
    private final Motion motion;
    private final Starts starts;
    private final Lifecycle lifecycle;

    Exits(World world, Motion motion, Starts starts, Lifecycle lifecycle) {
        this.world = world;
        this.motion = motion;
        this.starts = starts;
        this.lifecycle = lifecycle;
    }

    /// The process ended by itself with `code`: the machine boots again or is stopped, as its restart policy says.
    Move exit(SimulatedMachine machine, int code) {
        if (!machine.isAtWork()) {
            return new Move.Refused(Lifecycle.unable("crash", machine));
        }
        Move move = new Move.Taken(machine.state);
        boolean again = restarts(machine, code);
        motion.exit(machine, new SimulatedEvent.Exit(code, false, again));
        if (again) {
            machine.restarts.addLast(world.now());
            starts.bootAgain(machine);
        } else {
            machine.usage.rebooted();
            motion.become(machine, MachineState.STOPPED, "stop", Source.FLYD);
            lifecycle.destroyIfOneShot(machine);
        }
        return move;
    }

    /// `on-failure` gives up after max_retries within 5 minutes and leaves the machine stopped.
    private boolean restarts(SimulatedMachine machine, int code) {
        return switch (machine.config().restart()) {
            case NO -> false;
            case ALWAYS -> true;
            case ON_FAILURE, UNRECOGNIZED -> code != 0 && recentRestarts(machine) < retries(machine);
        };
    }

    private int recentRestarts(SimulatedMachine machine) {
        Instant since = world.now().minus(RETRY_WINDOW);
        machine.restarts.removeIf(at -> at.isBefore(since));
        return machine.restarts.size();
    }

    private static int retries(SimulatedMachine machine) {
        int retries =
                machine.current().raw().path("restart").path("max_retries").asInt(DEFAULT_RETRIES);
        return machine.config().restart() == RestartPolicy.ON_FAILURE && retries > 0 ? retries : DEFAULT_RETRIES;
    }

    /// Gives the process a signal; one that ends it makes it exit.
    Move signal(SimulatedMachine machine, String signal) {
        if (!machine.isAtWork()) {
            return new Move.Refused(Lifecycle.unable("signal", machine));
        }
        return switch (signal) {
            case "SIGKILL", "SIGTERM", "SIGINT", "SIGQUIT" -> exit(machine, SIGINT_EXIT_CODE);
            default -> new Move.Taken(machine.state);
        };
    }
}
