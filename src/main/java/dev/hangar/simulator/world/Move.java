package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;

/// What became of a wish to change a machine.
public sealed interface Move {
    /// It was taken.
    ///
    /// @param previous state before
    record Taken(MachineState previous) implements Move {}

    /// The machine's state or config refuses it.
    ///
    /// @param text Fly's wording, as far as it is known (facts 12)
    record Refused(String text) implements Move {}

    /// Whether it was taken.
    default boolean isTaken() {
        return switch (this) {
            case Taken taken -> true;
            case Refused refused -> false;
        };
    }
}
