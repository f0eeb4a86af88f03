package dev.hangar.policy;

import java.time.Duration;

/// Disruption budget: at most `sleeps` machines of a fleet are put to sleep within `window`.
///
/// @param sleeps at least 0; 0 forbids it
/// @param window positive
public record Budget(int sleeps, Duration window) {
    public Budget {
        if (sleeps < 0 || !window.isPositive()) {
            throw new IllegalArgumentException("budget needs sleeps >= 0 and a positive window");
        }
    }
}
