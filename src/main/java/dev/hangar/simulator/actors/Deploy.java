package dev.hangar.simulator.actors;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// One `fly deploy`.
///
/// @param at how long after the start of the world
/// @param strategy how machines are replaced
/// @param command whether the app has a release command, and how it ends
/// @param ending how the deploy itself ends
/// @param highAvailability whether groups without machines get a pair (facts 7.1)
/// @param image image to deploy; empty for a new tag of the app's own
public record Deploy(
        Duration at,
        Strategy strategy,
        ReleaseCommand command,
        Ending ending,
        boolean highAvailability,
        Optional<String> image) {
    /// How machines are replaced (facts 7.2).
    public enum Strategy {
        ROLLING,
        BLUEGREEN,
        CANARY,
        IMMEDIATE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether there is a release command, and how it ends.
    public enum ReleaseCommand {
        NONE,
        SUCCEEDS,
        FAILS
    }

    /// How a deploy ends.
    public sealed interface Ending {
        /// When it is done, or when something goes wrong on the way.
        record ByItself() implements Ending {}

        /// Somebody presses Ctrl-C: the release says `interrupted`, the leases are given back.
        ///
        /// @param time after its begin
        record Interrupted(Duration time) implements Ending {}

        /// Its process dies: the release says `running` for ever, the leases run out.
        ///
        /// @param time after its begin
        record Killed(Duration time) implements Ending {}
    }

    /// A deploy of a new image that runs to its end.
    public static Deploy of(Duration at, Strategy strategy) {
        return new Deploy(at, strategy, ReleaseCommand.NONE, new Ending.ByItself(), true, Optional.empty());
    }

    /// The same with another end.
    public Deploy ending(Ending other) {
        return new Deploy(at, strategy, command, other, highAvailability, image);
    }

    /// The same with a release command.
    public Deploy command(ReleaseCommand other) {
        return new Deploy(at, strategy, other, ending, highAvailability, image);
    }

    /// The same as `--ha=false`.
    public Deploy withoutHighAvailability() {
        return new Deploy(at, strategy, command, ending, false, image);
    }
}
