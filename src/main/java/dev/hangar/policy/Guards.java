package dev.hangar.policy;

import java.time.Duration;

/// What keeps a right-looking plan from being carried out at the wrong moment.
///
/// @param pause the pause that the configuration asks for
/// @param yieldToPerson how long a machine that a person started or made by hand is not put to sleep; zero turns it off
/// @param cliffHold how long nothing shrinks after the demand of a busy fleet fell to nothing at once; zero turns it
/// off
/// @param flapLimit how many of our sleeps may be undone within an hour before shrinking rests; 0 turns it off
public record Guards(PauseMode pause, Duration yieldToPerson, Duration cliffHold, int flapLimit) {
    public Guards {
        if (yieldToPerson.isNegative() || cliffHold.isNegative() || flapLimit < 0) {
            throw new IllegalArgumentException("guards must not be negative");
        }
    }

    /// The same guards under one more pause.
    Guards paused(PauseMode more) {
        return new Guards(pause.and(more), yieldToPerson, cliffHold, flapLimit);
    }

    /// The defaults of the configuration.
    public static final Guards USUAL = new Guards(PauseMode.NONE, Duration.ofHours(1), Duration.ofMinutes(15), 4);
}
