package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.SleepKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Suspend or stop, and why not suspend (facts 5).
///
/// @param sleep how the machine would be put to sleep
/// @param allowed whether the user's idle action allows that
/// @param obstacles why Fly would not suspend it, empty when it would
public record Sleepability(SleepKind sleep, boolean allowed, List<String> obstacles) {
    /// Largest memory that Fly suspends.
    public static final int MAX_SUSPEND_MEMORY_MB = 2048;

    /// Machines last updated before then carry no suspend support.
    public static final Instant SUSPEND_SUPPORTED_SINCE = Instant.parse("2024-06-20T20:00:00Z");

    /// At how many machines of a fleet already suspending `auto` falls back to a stop: Fly asks not to suspend many at
    /// once.
    public static final int MANY_SUSPENDING = 3;

    public Sleepability {
        obstacles = List.copyOf(obstacles);
    }

    static Sleepability of(
            Machine machine, MachineConfig config, IdleAction wanted, int suspendingNow, boolean refused) {
        if (wanted == IdleAction.STOP) {
            return new Sleepability(SleepKind.STOP, true, List.of("idle-action is stop"));
        }
        List<String> obstacles = obstacles(machine, config);
        if (refused) {
            obstacles.add("Fly refused to suspend it within the last day");
        }
        if (suspendingNow >= MANY_SUSPENDING) {
            obstacles.add(suspendingNow + " machines of the fleet are suspending already");
        }
        if (obstacles.isEmpty()) {
            return new Sleepability(SleepKind.SUSPEND, true, obstacles);
        }
        return new Sleepability(SleepKind.STOP, wanted == IdleAction.AUTO, obstacles);
    }

    /// Why Fly would not suspend a machine of this config (facts 5), each in a few words; empty when it would.
    public static List<String> obstacles(Machine machine, MachineConfig config) {
        List<String> found = new ArrayList<>();
        if (config.guest().memoryMb() > MAX_SUSPEND_MEMORY_MB) {
            found.add("memory " + config.guest().memoryMb() + " MB exceeds " + MAX_SUSPEND_MEMORY_MB + " MB");
        }
        if (config.swapMb() > 0) {
            found.add("has " + config.swapMb() + " MB of swap");
        }
        if (config.schedule().isPresent()) {
            found.add("runs on a schedule");
        }
        if (config.guest().gpu()) {
            found.add("has a GPU");
        }
        if (machine.updatedAt().isBefore(SUSPEND_SUPPORTED_SINCE)) {
            found.add("last updated before " + SUSPEND_SUPPORTED_SINCE);
        }
        return found;
    }
}
