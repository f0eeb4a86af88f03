package dev.hangar.model;

/// When Fly restarts the process of a Machine by itself (facts 4).
public enum RestartPolicy {
    NO,
    ON_FAILURE,
    ALWAYS,
    UNRECOGNIZED
}
