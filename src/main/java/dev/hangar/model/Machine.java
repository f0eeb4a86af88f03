package dev.hangar.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Fly Machine as last seen.
///
/// @param id identifier
/// @param name Fly's name of it
/// @param fleet app and process group that it belongs to
/// @param region where it runs
/// @param state state, possibly [MachineState#UNRECOGNIZED]
/// @param stateText the state as Fly spelled it
/// @param version ULID of the config version (`instance_id`)
/// @param createdAt when it was created
/// @param updatedAt when it last changed
/// @param host what Fly says of its host
/// @param config its config; empty while the host is not ok (facts 1.3)
/// @param cordoned whether Fly Proxy sends it no traffic
/// @param lease the lease on it, where the listing tells
/// @param metadata metadata as last read
/// @param checks health checks
/// @param events newest first, a short list (facts 2.3)
public record Machine(
        MachineId id,
        String name,
        FleetId fleet,
        Region region,
        MachineState state,
        String stateText,
        String version,
        Instant createdAt,
        Instant updatedAt,
        HostStatus host,
        Optional<MachineConfig> config,
        boolean cordoned,
        Optional<Lease> lease,
        Map<String, String> metadata,
        List<Check> checks,
        List<MachineEvent> events)
        implements Comparable<Machine> {
    private static final Comparator<Machine> ORDER =
            Comparator.comparing(Machine::fleet).thenComparing(Machine::region).thenComparing(Machine::id);

    public Machine {
        metadata = Map.copyOf(metadata);
        checks = List.copyOf(checks);
        events = List.copyOf(events);
    }

    /// Fleet, then region, then id: a total order, so that plans do not depend on the order of a listing.
    @Override
    public int compareTo(Machine other) {
        return ORDER.compare(this, other);
    }

    /// The same Machine with nobody's lease on it.
    public Machine withoutLease() {
        return new Machine(
                id,
                name,
                fleet,
                region,
                state,
                stateText,
                version,
                createdAt,
                updatedAt,
                host,
                config,
                cordoned,
                Optional.empty(),
                metadata,
                checks,
                events);
    }

    /// The same Machine in another state.
    public Machine as(MachineState other) {
        return new Machine(
                id,
                name,
                fleet,
                region,
                other,
                other.wireName(),
                version,
                createdAt,
                updatedAt,
                host,
                config,
                cordoned,
                lease,
                metadata,
                checks,
                events);
    }

    /// When the Machine last became `started`, by its events; empty when the short list does not tell.
    public Optional<Instant> startedAt() {
        return events.stream()
                .filter(event -> event.status().equals("started"))
                .map(MachineEvent::at)
                .max(Comparator.naturalOrder());
    }

    /// Whether a health check is critical.
    public boolean isUnhealthy() {
        return checks.stream().anyMatch(check -> check.status() == Check.Status.CRITICAL);
    }
}
