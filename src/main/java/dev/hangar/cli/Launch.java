package dev.hangar.cli;

import dev.hangar.config.HangarSettings;
import dev.hangar.control.PassRecord;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// What a command hands to the daemon that it is about to boot in this process: the container has no other way in.
///
/// @param settings checked configuration
/// @param clock time that the daemon lives by; scaled in the demo
/// @param speed how much faster than real time that clock runs, at least 1
/// @param listener hears every pass record, after telemetry
public record Launch(HangarSettings settings, InstantSource clock, double speed, Consumer<PassRecord> listener) {
    private static volatile Optional<Launch> next = Optional.empty();

    public Launch {
        if (speed < 1) {
            throw new IllegalArgumentException("speed must be >= 1, got " + speed);
        }
    }

    /// Makes `launch` the one that the next daemon of this process takes.
    static void next(Launch launch) {
        next = Optional.of(launch);
    }

    /// The launch that a command prepared; empty when the container was booted without one, as tests do.
    public static Optional<Launch> prepared() {
        return next;
    }
}
