package dev.hangar.control;

import dev.hangar.model.SignalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Port to demand. One query per signal and tick for all fleets; failures come back inside the snapshot, never thrown.
public interface SignalSource {
    /// What every signal says at `at`. The answer holds exactly one snapshot per query, in their order.
    List<SignalSnapshot> read(List<SignalQuery> queries, Instant at);

    /// What one signal said from `from` to `to` (both included) every `step`: ascending snapshots, one per step.
    List<SignalSnapshot> history(SignalQuery query, Instant from, Instant to, Duration step);
}
