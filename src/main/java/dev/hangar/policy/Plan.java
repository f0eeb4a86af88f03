package dev.hangar.policy;

import dev.hangar.model.Action;
import java.time.Instant;
import java.util.List;

/// Ordered intended effects, valid for one observation: what gives capacity back comes first, what takes it last.
///
/// @param observedAt instant of the observation that it was made for
/// @param actions in order; at most one per machine
public record Plan(Instant observedAt, List<Action> actions) {
    public Plan {
        actions = List.copyOf(actions);
    }

    public boolean isEmpty() {
        return actions.isEmpty();
    }
}
