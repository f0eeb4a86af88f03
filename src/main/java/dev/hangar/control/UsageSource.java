package dev.hangar.control;

import dev.hangar.model.AppName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/// Port to what apps used of what they were given, for reports: nothing is decided on it. One query per figure
/// for all
/// apps, not per app; failures come back inside the answer, never thrown.
public interface UsageSource {
    /// What was used in the `window` before `at`.
    ///
    /// @param apps apps to ask about; empty for every app that the token sees
    /// @param window how far back, one minute or more; Fly keeps some 15 days (facts 9)
    Usage read(Optional<SortedSet<AppName>> apps, Instant at, Duration window);
}
