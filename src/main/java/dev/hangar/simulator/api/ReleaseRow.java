package dev.hangar.simulator.api;

import java.time.Instant;

/// One release of an app, as flyctl records one per deploy (facts 7.2, 7.4).
///
/// @param id opaque
/// @param version counts from 1
/// @param status `running`, `complete`, `failed` or `interrupted`
/// @param strategy such as `rolling`
/// @param image reference that it deployed
public record ReleaseRow(String id, int version, String status, String strategy, Instant createdAt, String image) {
    /// Whether the deploy goes on.
    public boolean isRunning() {
        return status.equals("running");
    }

    /// The same with another status.
    public ReleaseRow with(String newStatus) {
        return new ReleaseRow(id, version, newStatus, strategy, createdAt, image);
    }
}
