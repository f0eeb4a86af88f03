package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import java.util.Optional;

/// What became of a wish to change a machine.
public sealed interface Move {
    /// It was taken.
    ///
    /// @param previous state before
    /// @param newHost the host that a start moved the machine to, where it did (facts 5)
    record Taken(MachineState previous, Optional<String> newHost) implements Move {
        /// It was taken, on the host that the machine is on.
        public Taken(MachineState previous) {
            this(previous, Optional.empty());
        }
    }

    /// The machine's state or config refuses it (412).
    ///
    /// @param text Fly's wording, as far as it is known (facts 12)
    record Refused(String text) implements Move {}

    /// The host or the region is full (409).
    ///
    /// @param text Fly's wording (facts 12)
    record NoRoom(String text) implements Move {}

    /// The answer is HTTP 200 with status "error": nothing was done (facts 1.4).
    record Failed(String message) implements Move {}

    /// Whether it was taken.
    default boolean isTaken() {
        return switch (this) {
            case Taken taken -> true;
            case Refused refused -> false;
            case NoRoom full -> false;
            case Failed failed -> false;
        };
    }
}
