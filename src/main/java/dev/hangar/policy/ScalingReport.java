package dev.hangar.policy;

import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;
import java.time.Duration;
import java.util.List;

/// Which rule finds the number of machines, what it costs, and what would change the answer.
public sealed interface ScalingReport {
    /// The fixed rule.
    ///
    /// @param utilization share of a machine's capacity to plan with, in (0, 1]; 1 where Fly Proxy parks too
    /// @param window shrinking uses the largest need within it
    record TargetTracking(double utilization, Duration window) implements ScalingReport {}

    /// A formula of the user's.
    ///
    /// @param formula its text, as long as the user wrote it
    /// @param window shrinking uses the largest need within it
    record Expression(String formula, Duration window) implements ScalingReport {}

    /// The rule that follows the cheapest of a family.
    ///
    /// @param goal what the user asks for
    /// @param lateAfter what waits longer than this for a machine is late
    /// @param waking what a wake-up costs those who wait, as learned so far
    /// @param proxyParks whether Fly Proxy parks these machines too: then what the rule keeps may sleep anyway
    /// @param pools one for every region that the signals tell of, and one for signals without region
    record Adaptive(Goal goal, Duration lateAfter, Waking waking, boolean proxyParks, List<PoolReport> pools)
            implements ScalingReport {
        public Adaptive {
            pools = List.copyOf(pools);
        }
    }
}
