package dev.hangar.simulator.faults;

import java.time.Duration;

/// What becomes of one call.
///
/// @param out time until it takes effect
/// @param back time from then until its answer is there
/// @param mishap what goes wrong
public record Fate(Duration out, Duration back, Mishap mishap) {
    /// What goes wrong with a call.
    public sealed interface Mishap {
        /// Nothing.
        record None() implements Mishap {}

        /// The connection breaks before it took effect.
        record Reset() implements Mishap {}

        /// It takes effect; the connection breaks before the answer.
        record Lost() implements Mishap {}

        /// Refused without effect: 429 or a 5xx.
        record Refused(int status) implements Mishap {}

        /// A read that shows the state of `age` ago.
        record Stale(Duration age) implements Mishap {}
    }
}
