package dev.hangar.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One service of a Machine, as far as waking, sleeping and load matter.
///
/// @param internalPort port that the app listens on
/// @param autostart whether Fly Proxy starts the Machine on demand
/// @param autostop what Fly Proxy does without load
/// @param minMachinesRunning floor that Fly Proxy keeps, in the primary region only (facts 6)
/// @param softLimit concurrency at which Fly Proxy prefers another Machine; Fly's default is 20
/// @param hardLimit concurrency that Fly Proxy never exceeds
/// @param wording what matters to nothing that is decided, but to advice about the config
public record Service(
        int internalPort,
        boolean autostart,
        Autostop autostop,
        int minMachinesRunning,
        OptionalInt softLimit,
        OptionalInt hardLimit,
        Wording wording) {
    /// How a service is written down.
    ///
    /// @param protocol `tcp` or `udp`; `tcp` where the config names none
    /// @param ports public ports, ascending
    /// @param concurrency `connections` (Fly's default, facts 4) or `requests`
    /// @param autostop as the API spelled it: `true`, `false`, `off`, `stop`, `suspend`; empty when absent
    /// @param handlers what Fly Proxy does with a connection to each public port, such as `tls` and `http`; none
    ///     where it passes it through as it is. Without ports where not all are known, as with a range of them
    public record Wording(
            String protocol,
            List<Integer> ports,
            String concurrency,
            Optional<String> autostop,
            SortedMap<Integer, Set<String>> handlers) {
        /// A service of which nothing of this is known.
        public static final Wording NONE = new Wording("tcp", List.of(), "connections", Optional.empty());

        public Wording {
            ports = ports.stream().sorted().toList();
            SortedMap<Integer, Set<String>> copy = new TreeMap<>();
            handlers.forEach((port, its) -> copy.put(port, Set.copyOf(its)));
            handlers = Collections.unmodifiableSortedMap(copy);
        }

        /// A service whose handlers are not known.
        public Wording(String protocol, List<Integer> ports, String concurrency, Optional<String> autostop) {
            this(protocol, ports, concurrency, autostop, new TreeMap<>());
        }
    }

    /// Fly's soft limit where none is set (facts 4).
    public static final int DEFAULT_SOFT_LIMIT = 20;

    /// A service without its wording.
    public Service(
            int internalPort,
            boolean autostart,
            Autostop autostop,
            int minMachinesRunning,
            OptionalInt softLimit,
            OptionalInt hardLimit) {
        this(internalPort, autostart, autostop, minMachinesRunning, softLimit, hardLimit, Wording.NONE);
    }

    public Service {
        if (minMachinesRunning < 0) {
            throw new IllegalArgumentException("min_machines_running must be >= 0, got " + minMachinesRunning);
        }
    }

    /// The soft limit in force: at least 1.
    public int effectiveSoftLimit() {
        return Math.max(1, softLimit.orElse(DEFAULT_SOFT_LIMIT));
    }
}
