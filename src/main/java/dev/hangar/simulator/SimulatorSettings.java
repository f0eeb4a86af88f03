package dev.hangar.simulator;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// How a simulator runs.
///
/// @param host address to listen on; anything but 127.0.0.1 shows the simulator to others
/// @param port port of the API, 0 for any free one
/// @param metricsPort second port that serves the metrics page and the query face too; empty for none
/// @param seed any number; runs of one seed and the same calls at the same virtual times are alike
/// @param speed virtual seconds per real second; positive. At 1 a real Prometheus can scrape the metrics page
/// @param start virtual time at the beginning; the wall clock's time when `speed` is 1 and others look on
/// @param nanoTime monotonic real time in nanoseconds
public record SimulatorSettings(
        String host, int port, OptionalInt metricsPort, long seed, double speed, Instant start, LongSupplier nanoTime) {
    public SimulatorSettings {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed must be positive, got " + speed);
        }
    }

    /// The address that only this host reaches.
    public static final String LOOPBACK = "127.0.0.1";

    /// Any free port of this host only, no second one, real elapsed time.
    public static SimulatorSettings of(long seed, double speed, Instant start) {
        return new SimulatorSettings(LOOPBACK, 0, OptionalInt.empty(), seed, speed, start, System::nanoTime);
    }
}
