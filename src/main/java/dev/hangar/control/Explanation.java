package dev.hangar.control;

import dev.hangar.policy.Forecast;
import dev.hangar.policy.Reasoning;
import java.util.List;

/// The whole reasoning of one pass of one fleet, for people.
///
/// @param pass the pass
/// @param reasoning what it has weighed
/// @param forecast what comes next if nothing changes
/// @param events what happened to its machines, newest first
public record Explanation(PassRecord.Decided pass, Reasoning reasoning, Forecast forecast, List<EventReport> events) {
    public Explanation {
        events = List.copyOf(events);
    }
}
