package dev.hangar.model;

import java.time.Duration;
import java.time.Instant;

/// One signal's value for one app, region or Machine now. There is no zero for "not known".
public sealed interface Reading {
    /// A value young enough to act on: finite and not negative.
    record Fresh(double value, Instant sampledAt) implements Reading {
        public Fresh {
            if (!Double.isFinite(value) || value < 0) {
                throw new IllegalArgumentException("a fresh reading is finite and >= 0, got " + value);
            }
        }
    }

    /// A value that is too old to shrink on.
    record Stale(double lastValue, Duration age) implements Reading {}

    /// No value at all.
    record Absent(AbsenceReason why) implements Reading {}

    /// Why a reading is absent.
    enum AbsenceReason {
        /// The query answered, without a series for this subject.
        NO_SERIES,
        /// The value was NaN, infinite or negative.
        NOT_A_NUMBER,
        /// The query failed or timed out.
        SOURCE_FAILED,
        /// The answer was marked partial by its server.
        PARTIAL_ANSWER,
        /// No query names the signal.
        NOT_CONFIGURED
    }
}
