package dev.hangar.policy;

import dev.hangar.cost.Rate;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Region;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Rule;
import dev.hangar.policy.adaptive.Verdict;
import dev.hangar.policy.adaptive.Waking;
import java.util.Optional;

/// What the adaptive scaling does for the machines of one region, or of the whole fleet.
///
/// A pass makes it without any arithmetic; [#verdict] does it when somebody looks.
///
/// @param region empty for signals without region
/// @param machine what a started machine of them costs, the mean where they differ; empty without any price
/// @param pool what has been learned
/// @param waking what a wake-up costs those who wait
/// @param goal what the user asks for
public record PoolReport(Optional<Region> region, Optional<Rate> machine, Pool pool, Waking waking, Goal goal) {
    /// Load that counts now, in machines.
    public double load() {
        return pool.load();
    }

    /// Machines that the rule holds now; at least what the load takes.
    public int wanted() {
        return pool.machines();
    }

    /// The rule that is followed.
    public Rule rule() {
        return pool.memory().rule();
    }

    /// Why it is followed, and what would change that.
    public Verdict verdict() {
        return pool.memory().verdict(waking, goal);
    }

    /// What so many machines cost in 30 days, an estimate by list prices; empty without a price.
    ///
    /// @param machines average number; negative for a saving
    public Optional<MicroDollars> perMonth(double machines) {
        return machine.map(rate -> rate.times(machines).perMonth());
    }
}
