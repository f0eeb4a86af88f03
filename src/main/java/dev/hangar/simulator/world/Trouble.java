package dev.hangar.simulator.world;

/// What can go wrong with the next move of a machine; see [Platform#trouble].
public enum Trouble {
    /// The host answers a start with 200 and status "error" (facts 1.4).
    START_ERROR,
    /// A boot ends in `failed`, the first one of a new machine in `launch_failed` (facts 2.2).
    FAILED_BOOT,
    /// A boot never ends: wedged in `starting` until freed or destroyed (facts 2.2).
    STUCK_STARTING,
    /// A stop never ends: wedged in `stopping`.
    STUCK_STOPPING,
    /// The process exits with code 1 some seconds after it started.
    EXIT_AFTER_START
}
