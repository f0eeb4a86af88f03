package dev.hangar.config;

/// Whether Hangar may change anything.
public enum Mode {
    /// Dry run: the plan is made and reported, and nothing that can write exists.
    OBSERVE,
    /// The plan is carried out.
    ACT
}
