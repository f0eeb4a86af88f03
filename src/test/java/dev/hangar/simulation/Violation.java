package dev.hangar.simulation;

/// A promise that was broken.
final class Violation extends Error {
    private static final long serialVersionUID = 1;

    private final String invariant;

    Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    /// Name of the invariant.
    String invariant() {
        return invariant;
    }
}
