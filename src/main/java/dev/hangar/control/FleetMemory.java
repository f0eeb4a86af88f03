package dev.hangar.control;

import dev.hangar.model.Expectation;
import dev.hangar.policy.PolicyMemory;
import java.util.List;

/// What the pass remembers of one fleet: the policy's memory and the actions whose effect has not been seen yet.
///
/// @param policy the policy's own memory
/// @param open expectations, at most one per machine
public record FleetMemory(PolicyMemory policy, List<Expectation> open) {
    /// A fleet never seen before.
    public static final FleetMemory NEW = new FleetMemory(PolicyMemory.NEW, List.of());

    public FleetMemory {
        open = List.copyOf(open);
    }
}
