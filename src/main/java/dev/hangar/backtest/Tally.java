package dev.hangar.backtest;

/// What one policy did on one trace.
///
/// @param billedSeconds machine-seconds from start command to stop
/// @param lateShare late requests among all; 0 when there were none
/// @param overload share of the offered work that found no capacity in its moment; 0 when there was no work
/// @param lateSlots share of the slots in which some work found no capacity
/// @param starts machines started
/// @param stops machines stopped
/// @param coldStarts starts while demand was waiting for them
public record Tally(
        double billedSeconds,
        double lateShare,
        double overload,
        double lateSlots,
        long starts,
        long stops,
        long coldStarts) {
    /// Calls to the Machines API.
    public long actions() {
        return starts + stops;
    }
}
