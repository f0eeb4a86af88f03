package dev.hangar.policy;

/// What a machine is to its fleet at one instant.
public enum Role {
    /// Started, healthy, routable: capacity.
    SERVING,
    /// Started but with a critical check: neither capacity nor a candidate.
    UNHEALTHY,
    /// Cordoned by us, on its way to sleep: no longer capacity.
    DRAINING,
    /// On its way to `started`: capacity that is about to arrive.
    WAKING,
    /// On its way to sleep.
    LEAVING,
    /// Stopped or suspended: may be started.
    ASLEEP,
    /// Not startable and not running: created, failed, unknown, or gone.
    IDLE_WRECK,
    /// No part of the fleet that we scale (facts 8).
    OUTSIDER
}
