package dev.hangar.simulator.world;

import java.time.Instant;
import java.util.Optional;

/// One entry of a machine's event list (facts 2.3).
///
/// @param id ULID
/// @param type `launch`, `start`, `stop`, `exit`, `suspend`, `restart`, `update`, `destroy`, …
/// @param status state that the event led to
/// @param source who asked: `user`, `proxy` or `flyd`
/// @param at when
/// @param exit how the process ended, on `exit` events only
public record SimulatedEvent(String id, String type, String status, String source, Instant at, Optional<Exit> exit) {
    /// How a process ended.
    ///
    /// @param code exit code
    /// @param requestedStop whether somebody asked for it; false marks a crash
    /// @param restarting whether the restart policy boots the machine again
    public record Exit(int code, boolean requestedStop, boolean restarting) {
        /// An exit that somebody asked for.
        public static Exit requested(int code) {
            return new Exit(code, true, false);
        }
    }
}
