package dev.hangar.model;

import java.util.OptionalInt;

/// One service of a Machine, as far as waking, sleeping and load matter.
///
/// @param internalPort port that the app listens on
/// @param autostart whether Fly Proxy starts the Machine on demand
/// @param autostop what Fly Proxy does without load
/// @param minMachinesRunning floor that Fly Proxy keeps, in the primary region only (facts 6)
/// @param softLimit concurrency at which Fly Proxy prefers another Machine; Fly's default is 20
/// @param hardLimit concurrency that Fly Proxy never exceeds
public record Service(
        int internalPort,
        boolean autostart,
        Autostop autostop,
        int minMachinesRunning,
        OptionalInt softLimit,
        OptionalInt hardLimit) {
    /// Fly's soft limit where none is set (facts 4).
    public static final int DEFAULT_SOFT_LIMIT = 20;

    public Service {
        if (minMachinesRunning < 0) {
            throw new IllegalArgumentException("min_machines_running must be >= 0, got " + minMachinesRunning);
        }
    }

    /// The soft limit in force: at least 1.
    public int effectiveSoftLimit() {
        return Math.max(1, softLimit.orElse(DEFAULT_SOFT_LIMIT));
    }
}
