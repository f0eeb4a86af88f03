package dev.hangar.model;

/// What Fly says of the host under a Machine (facts 2.4). Anything but [#OK] makes every action unreliable.
public enum HostStatus {
    OK,
    UNKNOWN,
    UNREACHABLE
}
