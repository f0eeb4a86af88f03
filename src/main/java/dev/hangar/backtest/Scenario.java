package dev.hangar.backtest;

import java.time.Duration;

/// What a trace is replayed under.
///
/// @param wake who starts machines
/// @param startDelay from the start command until a machine takes work, 0 to [#LONGEST_DELAY]
/// @param lateAfter a request that waits no longer than this is in time, 0 or more
/// @param lateShare share of the requests that may be late, in (0, 0.5]: what policies that have this knob aim at
public record Scenario(Wake wake, Duration startDelay, Duration lateAfter, double lateShare) {
    /// A start that takes longer is not for an autoscaler.
    public static final Duration LONGEST_DELAY = Duration.ofHours(1);

    public Scenario {
        if (startDelay.isNegative() || startDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("start delay must be 0 to 1 h, got " + startDelay);
        }
        if (lateAfter.isNegative()) {
            throw new IllegalArgumentException("late-after must not be negative, got " + lateAfter);
        }
        if (!(lateShare > 0 && lateShare <= 0.5)) {
            throw new IllegalArgumentException("late share must be in (0, 0.5], got " + lateShare);
        }
    }

    /// The part of a start during which a request that arrives waits too long: those of its last `lateAfter` do
    /// not.
    Duration lateDelay() {
        Duration rest = startDelay.minus(lateAfter);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    double startSeconds() {
        return startDelay.toMillis() / 1000.0;
    }
}
