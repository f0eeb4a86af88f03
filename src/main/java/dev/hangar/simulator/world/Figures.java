package dev.hangar.simulator.world;

import dev.hangar.model.MicroDollars;
import java.time.Instant;

/// What happened so far, beside what would have happened without any call to the API.
///
/// @param at virtual time of the figures
/// @param actual the world that was acted on
/// @param without its twin with the same users, in which only Fly Proxy acts
public record Figures(Instant at, Tally actual, Tally without) {
    /// Dollars so far that were not spent; negative when acting cost more.
    public MicroDollars saved() {
        return without.spent().minus(actual.spent());
    }
}
