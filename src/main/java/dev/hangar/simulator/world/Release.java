package dev.hangar.simulator.world;

import java.time.Instant;
import java.util.Locale;

/// One release of an app, as GraphQL and REST tell it (facts 7.4, 13).
///
/// @param id as in metadata `fly_release_id`
/// @param version from 1, as in metadata `fly_release_version`
/// @param strategy such as `rolling`
/// @param user e-mail of who deployed
/// @param image image reference
public record Release(
        String id, int version, Status status, Instant createdAt, String strategy, String user, String image) {
    /// Where a release stands.
    public enum Status {
        RUNNING,
        COMPLETE,
        FAILED,
        INTERRUPTED;

        /// Fly's spelling.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The same with another status.
    public Release with(Status other) {
        return new Release(id, version, other, createdAt, strategy, user, image);
    }
}
