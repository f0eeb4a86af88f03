package dev.hangar.policy;

import dev.hangar.model.SignalName;

/// A signal that a fleet scales on.
///
/// @param name the signal
/// @param capacity what one machine takes of it
/// @param outlivesMachines whether the series lives without the machines, so that it can wake a fleet from zero (a
/// queue)
public record DemandSignal(SignalName name, Capacity capacity, boolean outlivesMachines) {}
