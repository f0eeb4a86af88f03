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
/// @param highest largest load seen since, in machines
public record Pool(AdaptiveMemory memory, Instant until, double highest) {
    /// After so long nobody knows what happened between: one slot is counted.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// A pool that is seen for the first time.
    static Pool first(Instant at, double load) {
        return new Pool(AdaptiveMemory.NEW.begin(load), at, load);
    }

    /// After a pass at `at`.
    ///
    /// @param load known load, in machines
    /// @param perLoad requests that a load of one machine stands for
    Pool seen(Instant at, double load, double perLoad, Waking waking, Goal goal) {
        Duration passed = Duration.between(until, at);
        if (passed.isNegative() || passed.compareTo(LONGEST) > 0) {
            return new Pool(memory.step(load, load * perLoad, waking, goal), at, load);
        }
        long slots = (passed.toMillis() + AdaptiveMemory.SLOT.toMillis() / 2) / AdaptiveMemory.SLOT.toMillis();
        double most = Math.max(highest, load);
        if (slots == 0) {
            return new Pool(memory, until, most);
        }
        AdaptiveMemory next = memory;
        for (long slot = 0; slot < slots; slot++) {
            double its = slot == 0 ? most : load;
            next = next.step(its, its * perLoad, waking, goal);
        }
        return new Pool(next, until.plus(AdaptiveMemory.SLOT.multipliedBy(slots)), load);
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
        return TargetTracking.ceiling(highest);
    }
}
