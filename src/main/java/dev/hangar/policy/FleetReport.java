package dev.hangar.policy;

import dev.hangar.cost.Rate;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/// The reasoning of one pass, step by step.
///
/// @param demand what is known of the offered work
/// @param floors lower bounds in force
/// @param ceiling upper bound, where the user set one
/// @param recommendation raw need
/// @param stabilized need after the window, by region
/// @param desired machines wanted after window and bounds
/// @param serving machines that serve
/// @param capacity machines that serve or are about to
/// @param holds why the fleet does not follow `desired` at once; empty when it does
/// @param pair the launch pair, where there is one
/// @param machines one report per machine, in the fleet's order
/// @param now what the fleet costs
/// @param after what it will cost once the plan is done
/// @param unpriced machines without a price, left out of both sums
/// @param scaling which rule finds the number of machines, and why
/// @param create the machine that the plan makes
/// @param times how long its machines take to wake and to go to sleep
public record FleetReport(
        Demand demand,
        Floors floors,
        OptionalInt ceiling,
        Need recommendation,
        SortedMap<Region, Integer> stabilized,
        int desired,
        int serving,
        int capacity,
        List<Hold> holds,
        Optional<LaunchPair> pair,
        List<MachineReport> machines,
        Rate now,
        Rate after,
        int unpriced,
        ScalingReport scaling,
        Optional<CreateReport> create,
        WakeTimes times) {
    /// One reason for not changing the fleet, with its detail.
    public record Hold(Reason reason, String detail) {}

    /// What the plan costs once, beside the rates.
    public MicroDollars once() {
        return machines.stream().map(MachineReport::once).reduce(MicroDollars.ZERO, MicroDollars::plus);
    }

    public FleetReport {
        holds = List.copyOf(holds);
        machines = List.copyOf(machines);
    }
}
