package dev.hangar.model;

/// CPU class of a Machine.
public enum CpuKind {
    SHARED,
    PERFORMANCE,
    /// A class that we have no price for.
    UNRECOGNIZED
}
