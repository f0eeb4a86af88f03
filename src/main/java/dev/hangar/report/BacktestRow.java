package dev.hangar.report;

import java.util.Optional;
import java.util.OptionalDouble;

/// What one policy would have done.
///
/// @param policy its name
/// @param billedSeconds machine-seconds that Fly would have billed
/// @param costRatio those relative to the optimum; empty when the optimum is nothing
/// @param lateShare share of the requests that waited too long for a machine or met a full one
/// @param starts machines started
/// @param coldStarts starts while demand was waiting
/// @param actions starts and stops
/// @param actionsPerDay the same by day
/// @param started machines started, over time
/// @param dollars what they cost, where a price was asked for
public record BacktestRow(
        String policy,
        double billedSeconds,
        OptionalDouble costRatio,
        double lateShare,
        long starts,
        long coldStarts,
        long actions,
        double actionsPerDay,
        BacktestSeries started,
        Optional<BacktestDollars> dollars) {}
