package dev.hangar.policy;

import dev.hangar.model.SignalName;
import java.util.Optional;

/// A signal that a fleet scales on.
///
/// @param name the signal
/// @param capacity what one machine takes of it
/// @param outlivesMachines whether the series lives without the machines, so that it can wake a fleet from zero (a
/// queue)
public record DemandSignal(SignalName name, Capacity capacity, boolean outlivesMachines) {
    /// The queue that it counts the waiting jobs of, where it is one.
    Optional<Capacity.Queue> queue() {
        return capacity instanceof Capacity.Queue its ? Optional.of(its) : Optional.empty();
    }
}
