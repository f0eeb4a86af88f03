package dev.hangar.policy;

/// Work that one ready machine takes, in the unit of its signal.
public sealed interface Capacity {
    /// The soft limit of the machine's own service; 20 where Fly's config sets none.
    record ServiceSoftLimit() implements Capacity {}

    /// A number that the user gave; positive and finite.
    record PerMachine(double units) implements Capacity {
        public PerMachine {
            if (!Double.isFinite(units) || units <= 0) {
                throw new IllegalArgumentException("capacity per machine must be > 0, got " + units);
            }
        }
    }
}
