package dev.hangar.policy;

import dev.hangar.model.Observation;

/// What an evaluation was made of: with it the same evaluation can be made again, to explain it or to look ahead.
///
/// @param seen the observation
/// @param memory what was remembered before the pass
/// @param settings the user's wishes
public record Basis(Observation seen, PolicyMemory memory, PolicySettings settings) {}
