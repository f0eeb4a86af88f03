package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What apps used of what they were given. What is absent is not known: never zero.
///
/// @param window how far back was asked
/// @param machines by machine; machines without any series are left out
/// @param traffic by app; apps without any series are left out
/// @param lines by app: what was started and what was asked of it over time; the busiest apps only
/// @param failures figures that could not be read
public record Usage(
        Duration window,
        SortedMap<MachineId, OfMachine> machines,
        SortedMap<AppName, Traffic> traffic,
        SortedMap<AppName, List<Point>> lines,
        List<Unread> failures) {
    /// Nothing was asked.
    public static final Usage NONE =
            new Usage(Duration.ZERO, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());

    public Usage {
        failures = List.copyOf(failures);
    }

    /// One machine, while it was started: a sleeping machine has no series (facts 9).
    ///
    /// @param seen how long it had samples within the window
    /// @param cpus vCPUs busy, 99th percentile of 5 minute averages
    /// @param baselineCpus vCPUs that it may use without end (a share of them on shared CPUs)
    /// @param throttled share of the time in which it was held back, 0..1, by its throttle counter
    /// @param memoryBytes most memory in use: total less available
    /// @param memoryTotalBytes memory as the guest sees it
    /// @param swapBytes most swap in use
    /// @param oomKills times that it ran out of memory
    /// @param concurrency most concurrent requests or connections
    /// @param usualConcurrency the same, 95th percentile
    public record OfMachine(
            Optional<Duration> seen,
            OptionalDouble cpus,
            OptionalDouble baselineCpus,
            OptionalDouble throttled,
            OptionalDouble memoryBytes,
            OptionalDouble memoryTotalBytes,
            OptionalDouble swapBytes,
            OptionalDouble oomKills,
            OptionalDouble concurrency,
            OptionalDouble usualConcurrency) {
        /// Nothing is known.
        public static final OfMachine UNKNOWN = new OfMachine(
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /// What Fly Proxy saw of an app within the window.
    ///
    /// @param answers responses that machines gave
    /// @param errors of those with a status from 500
    /// @param edgeErrors responses 502, 503 and 504 at the edge: the proxy found nobody, or was not answered
    public record Traffic(OptionalDouble answers, OptionalDouble errors, OptionalDouble edgeErrors) {}

    /// An app at one instant.
    ///
    /// @param started machines with a sample; zero only where others were measured at that instant and the app was
    ///     seen before; empty where nothing tells
    /// @param concurrency concurrent requests or connections over all of them; empty without such a series
    public record Point(Instant at, OptionalDouble started, OptionalDouble concurrency) {}

    /// A figure that could not be read, such as `CPU`, and why.
    public record Unread(String figure, Failure failure) {}
}
