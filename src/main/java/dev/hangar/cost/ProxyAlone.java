package dev.hangar.cost;

import java.time.Duration;

/// How many machines of a region would be awake with Fly Proxy alone, by its documented rule (facts 6).
///
/// A machine is started at once when all that run are above the soft limit. Every few minutes, at most one machine of a
/// region is put to sleep: `excess = running - (running above soft limit + 1)` must be at least 1, and the last one
/// sleeps only without any load. Load counts as spread evenly, so that either all machines are above the limit or none
/// is.
final class ProxyAlone {
    /// "Every few minutes": no exact number is published.
    static final Duration LOOP = Duration.ofMinutes(5);

    /// Sums of measured loads are off by some bits.
    private static final double NOTHING = 1e-9;

    private ProxyAlone() {}

    /// Machines awake after the rule was applied.
    ///
    /// @param running machines awake before
    /// @param loops whether a round of putting to sleep is due
    static int after(Scene.Place place, int running, boolean loops) {
        int awake = started(place, running);
        return loops && mayStop(place, awake) ? started(place, awake - 1) : awake;
    }

    private static boolean mayStop(Scene.Place place, int running) {
        if (!place.stops() || running <= place.floor() || running < 1) {
            return false;
        }
        boolean allAbove = place.load() > running + NOTHING;
        return running == 1 ? place.load() <= NOTHING : !allAbove;
    }

    private static int started(Scene.Place place, int running) {
        if (!place.starts()) {
            return running;
        }
        double needed = Math.ceil(place.load() - NOTHING);
        return Math.max(running, (int) Math.min(needed, place.machines()));
    }
}
