package dev.hangar.policy;

import dev.hangar.model.MachineId;
import java.time.Instant;
import java.util.List;

/// What would happen next if nothing changed: the same machines, and every signal as it reads now.
///
/// It foresees what time alone brings: windows that empty, rules that hold, holds, pauses and leases that end, budgets
/// that come back, formulas of the hour. It does not foresee demand, deploys, people, or what Fly Proxy starts and
/// stops.
public sealed interface Forecast {
    /// The pass itself acts; what follows depends on what comes of it.
    record Now(Plan plan) implements Forecast {}

    /// The first pass that acts.
    ///
    /// @param at its instant
    /// @param plan what it does, not empty
    record Later(Instant at, Plan plan) implements Forecast {}

    /// No pass acts.
    ///
    /// @param until so far was looked ahead
    record Nothing(Instant until) implements Forecast {}

    /// No pass acts, since demand is not fully known: that says nothing of what it really is.
    ///
    /// @param until so far was looked ahead
    /// @param gap why it is not known
    record Unknown(Instant until, Demand.Gap gap) implements Forecast {}

    /// Machines are between two states: what is seen now is about to change by itself.
    ///
    /// @param moving which ones, not empty
    record Unsettled(List<MachineId> moving) implements Forecast {
        public Unsettled {
            moving = List.copyOf(moving);
        }
    }
}
