package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// A world before its first second, as data: worlds of the same scenario and seed run alike.
///
/// @param org organization that owns the apps
/// @param start virtual time at the beginning
/// @param step time between two demand steps, 1 s to 1 min; up to 15 s unless days are to pass quickly
/// @param apps apps in order
/// @param foreignApps names of apps of other organizations, which the token must not see
/// @param inhabitants who else acts in it
public record Scenario(
        OrgSlug org,
        Instant start,
        Duration step,
        List<AppSpec> apps,
        Set<AppName> foreignApps,
        List<Inhabitant> inhabitants) {
    public Scenario {
        apps = List.copyOf(apps);
        inhabitants = List.copyOf(inhabitants);
        foreignApps = Set.copyOf(foreignApps);
        if (step.toMillis() < 1_000 || step.toMillis() > 60_000) {
            throw new IllegalArgumentException("step must be 1 s to 1 min, got " + step);
        }
    }

    /// The same with others who act in it as well.
    public Scenario with(List<Inhabitant> more) {
        List<Inhabitant> all =
                Stream.concat(inhabitants.stream(), more.stream()).toList();
        return new Scenario(org, start, step, apps, foreignApps, all);
    }

    /// An app.
    ///
    /// @param role such as `postgres_cluster`
    /// @param delays how long its machines take to move
    /// @param snapshots how long suspended machines can be resumed
    /// @param taskTime how long a task runs whose command tells nothing, on a schedule or at a release
    /// @param traits what it has and does besides
    public record AppSpec(
            AppName name,
            Optional<String> role,
            List<MachineSpec> machines,
            Workload workload,
            Delays delays,
            SnapshotLife snapshots,
            Delays.Range taskTime,
            Traits traits) {
        public AppSpec {
            machines = List.copyOf(machines);
        }

        /// An app with nothing special about it.
        public AppSpec(
                AppName name,
                Optional<String> role,
                List<MachineSpec> machines,
                Workload workload,
                Delays delays,
                SnapshotLife snapshots,
                Delays.Range taskTime) {
            this(name, role, machines, workload, delays, snapshots, taskTime, Traits.PLAIN);
        }
    }

    /// A machine.
    ///
    /// @param config raw config without metadata; copied, never changed
    /// @param state a lasting state
    /// @param age how long before the start it was created
    /// @param standbyOf position in the app of the machine that this one stands by for
    /// @param volumeGb size of the volume that it mounts
    public record MachineSpec(
            String name,
            Region region,
            ObjectNode config,
            Map<String, String> metadata,
            MachineState state,
            Duration age,
            OptionalInt standbyOf,
            OptionalInt volumeGb) {
        public MachineSpec {
            metadata = Map.copyOf(metadata);
        }
    }
}
