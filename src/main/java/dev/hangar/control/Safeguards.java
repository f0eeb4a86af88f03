package dev.hangar.control;

import java.util.Optional;

/// What stands between the plans of all fleets and their machines, in `act` mode.
///
/// @param blastRadius bounds what sleeps at once; empty where nothing does, as in a test of something else
/// @param releases asks for running deploys; empty where nobody can be asked
public record Safeguards(Optional<BlastRadius> blastRadius, Optional<ReleaseCheck> releases) {
    /// No safeguards.
    public static final Safeguards NONE = new Safeguards(Optional.empty(), Optional.empty());
}
