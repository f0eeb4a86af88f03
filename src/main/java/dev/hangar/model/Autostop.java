package dev.hangar.model;

/// What Fly Proxy does with a Machine without load: the service's `autostop` (facts 4). Ordered from the least
/// aggressive.
public enum Autostop {
    OFF,
    STOP,
    SUSPEND
}
