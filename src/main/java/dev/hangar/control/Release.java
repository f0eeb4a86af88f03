package dev.hangar.control;

import java.time.Duration;
import java.time.Instant;

/// The newest release of an app, as Fly's deploys see it (facts 7.4, 13).
///
/// @param version its number, such as `12`; may be empty
/// @param status `running`, `complete`, `failed`, `interrupted`; an open set
/// @param createdAt when its deploy began
public record Release(String version, String status, Instant createdAt) {
    /// An interrupted deploy may leave `running` for ever: so it counts for so long only.
    static final Duration AGES_OUT = Duration.ofMinutes(60);

    /// Whether it is being deployed at `at`.
    boolean isRunningAt(Instant at) {
        return status.equals("running") && createdAt.plus(AGES_OUT).isAfter(at);
    }
}
