package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.model.MicroDollars;
import java.time.Duration;
import java.util.Map;

/// The figures of one app since the start of the world.
///
/// @param spent compute and root file systems, at list prices
/// @param timeByState machine time by state
/// @param requests requests offered
/// @param lateRequests requests that met no machine with room
/// @param interruptedRequests requests in flight on a machine that was put to sleep, not counting Fly Proxy's own doing
/// @param jobs jobs that arrived
/// @param doneJobs jobs that were finished
/// @param lateJobs jobs that waited longer than their queue's patience
/// @param interruptedJobs jobs that lost their worker and had to wait again
public record AppTally(
        MicroDollars spent,
        Map<MachineState, Duration> timeByState,
        long requests,
        long lateRequests,
        long interruptedRequests,
        long jobs,
        long doneJobs,
        long lateJobs,
        long interruptedJobs) {
    public AppTally {
        timeByState = Map.copyOf(timeByState);
    }

    /// Requests and jobs that were cut off.
    public long interruptions() {
        return interruptedRequests + interruptedJobs;
    }
}
