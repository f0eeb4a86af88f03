package dev.hangar.policy;

/// What to do with the second machine that a first deploy makes of a service (facts 7.1).
public enum LaunchPairMode {
    /// Say what it costs and leave both running.
    REPORT,
    /// Put the redundant one to sleep. Reversible, so the default.
    PARK,
    /// Put it to sleep, then destroy it: only what is identical, without volume, and once per launch.
    DESTROY
}
