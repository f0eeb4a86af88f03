package dev.hangar.control;

import dev.hangar.model.Expectation;
import dev.hangar.model.MachineState;

/// An expectation that ended, and how.
///
/// @param expectation what was expected
/// @param ending how it ended
/// @param observed state seen; [MachineState#DESTROYED] when the machine was gone
public record ClosedExpectation(Expectation expectation, Ending ending, MachineState observed) {
    /// How an expectation ends.
    public enum Ending {
        /// The state was seen.
        MET,
        /// A suspend ended `stopped`: Fly fell back, the snapshot is lost (facts 5).
        FELL_BACK_TO_STOP,
        /// It fell asleep and somebody woke it since: it serves again, so its demand counts again.
        WOKEN,
        /// The machine no longer exists.
        GONE,
        /// Time ran out.
        EXPIRED
    }
}
