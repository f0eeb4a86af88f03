package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Optional;

/// What the user asks for.
///
/// @param lateShare share of requests or jobs that may be late, in (0, 0.5]
/// @param latePrice machine time that avoiding one late request is worth; unset: as much as the share needs
public record Goal(double lateShare, Optional<Duration> latePrice) {
    /// No larger late share can be asked for.
    static final double LARGEST = 0.5;

    public Goal {
        if (!(lateShare > 0 && lateShare <= LARGEST)) {
            throw new IllegalArgumentException("late share must be in (0, 0.5], got " + lateShare);
        }
    }

    /// As much as the share needs.
    public static Goal of(double lateShare) {
        return new Goal(lateShare, Optional.empty());
    }
}
