package dev.hangar.policy;

import dev.hangar.policy.adaptive.AdaptiveMemory;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;
import java.time.Duration;
import java.time.Instant;

/// What the adaptive scaling remembers of the machines of one region, or of a whole fleet.
///
/// Passes come when they come, slots are 15 s each: a pass closes the slots that have passed since the last, and
/// what it sees stands for all of them.
///
/// @param memory the rules and their figures
/// @param until end of the last slot that was counted
/// @param load newest load, in machines
/// @param highest largest load seen since, in machines, beyond what was counted
public record Pool(AdaptiveMemory memory, Instant until, double load, double highest) {
    /// After so long nobody knows what happened between: one slot is counted.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// Slots are rounded, so that a pass may lie a little before the end of the last one. Beyond that a clock
    /// went back.
    private static final Duration CLOCK = AdaptiveMemory.SLOT.negated();

    /// What no real fleet reaches.
    private static final double MOST_LOAD = 65_535;

    private static final double MOST_REQUESTS = 1e15;

    /// A pool that is seen for the first time.
    static Pool first(Instant at, double load) {
        return new Pool(AdaptiveMemory.NEW.begin(bounded(load)), at, bounded(load), 0);
    }

    /// After a pass at `at`.
    ///
    /// @param known load, in machines
    /// @param perLoad requests that a load of one machine stands for
    Pool seen(Instant at, double known, double perLoad, Waking waking, Goal goal) {
        double load = bounded(known);
        Duration passed = Duration.between(until, at);
        if (passed.compareTo(CLOCK) < 0 || passed.compareTo(LONGEST) > 0) {
            return new Pool(stepped(memory, load, perLoad, waking, goal), at, load, 0);
        }
        long slots =
                Math.max(0, passed.toMillis() + AdaptiveMemory.SLOT.toMillis() / 2) / AdaptiveMemory.SLOT.toMillis();
        double most = Math.max(highest, load);
        if (slots == 0) {
            return new Pool(memory, until, load, most);
        }
        AdaptiveMemory next = memory;
        for (long slot = 0; slot < slots; slot++) {
            next = stepped(next, slot == 0 ? most : load, perLoad, waking, goal);
        }
        return new Pool(next, until.plus(AdaptiveMemory.SLOT.multipliedBy(slots)), load, 0);
    }

    private static AdaptiveMemory stepped(
            AdaptiveMemory memory, double load, double perLoad, Waking waking, Goal goal) {
        return memory.step(load, Math.min(MOST_REQUESTS, load * perLoad), waking, goal);
    }

    private static double bounded(double load) {
        return Math.min(MOST_LOAD, load);
    }

    /// Machines to keep: what the rule says, and what the load takes.
    int machines() {
        return Math.max(memory.machines(), need());
    }

    /// Machines to start if they do not run.
    int toStart() {
        return Math.max(memory.worthStarting(), need());
    }

    /// Machines that the load takes, without any head-room.
    int need() {
        return TargetTracking.ceiling(Math.max(load, highest));
    }
}
