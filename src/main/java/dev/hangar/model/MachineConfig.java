package dev.hangar.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The part of a Machine's config that decides, prices and guards need.
///
/// @param guest size
/// @param image image reference; empty when the config names none
/// @param services services in config order; empty for workers
/// @param volumes ids or names of mounted volumes
/// @param schedule `hourly`, `daily`, ... of a scheduled Machine
/// @param standbyFor Machines that this one stands by for
/// @param autoDestroy whether the Machine is destroyed when it exits
/// @param restart restart policy
/// @param swapMb swap in MiB, 0 for none
/// @param rootfsGb configured root file system size in GB; Fly does not tell the used size (facts 4)
/// @param persistentRootfs whether the root file system outlives a stop
/// @param primaryRegion region named by env `PRIMARY_REGION`, the only way to learn it from the API (facts 4)
/// @param metadata metadata of the config
/// @param envKeys names, not values, of the environment variables
/// @param instanceKey whether a service forces an instance key (other tools route by it)
/// @param extras what matters to nothing that is decided, but to advice about the config
public record MachineConfig(
        Guest guest,
        String image,
        List<Service> services,
        List<String> volumes,
        Optional<String> schedule,
        List<MachineId> standbyFor,
        boolean autoDestroy,
        RestartPolicy restart,
        int swapMb,
        OptionalInt rootfsGb,
        boolean persistentRootfs,
        Optional<Region> primaryRegion,
        Map<String, String> metadata,
        Set<String> envKeys,
        boolean instanceKey,
        Extras extras) {
    /// Parts of a config that only advice looks at.
    ///
    /// @param mountPaths where volumes are mounted, ascending
    /// @param killSignal signal that stops the app; empty for Fly's SIGINT
    /// @param killTimeout how long a stop may take; empty for Fly's 5 s
    /// @param checks names of the top-level checks, ascending
    public record Extras(
            List<String> mountPaths, Optional<String> killSignal, Optional<Duration> killTimeout, List<String> checks) {
        /// Nothing of this is set.
        public static final Extras NONE = new Extras(List.of(), Optional.empty(), Optional.empty(), List.of());

        public Extras {
            mountPaths = mountPaths.stream().sorted().toList();
            checks = checks.stream().sorted().toList();
        }
    }

    /// A config without extras.
    public MachineConfig(
            Guest guest,
            String image,
            List<Service> services,
            List<String> volumes,
            Optional<String> schedule,
            List<MachineId> standbyFor,
            boolean autoDestroy,
            RestartPolicy restart,
            int swapMb,
            OptionalInt rootfsGb,
            boolean persistentRootfs,
            Optional<Region> primaryRegion,
            Map<String, String> metadata,
            Set<String> envKeys,
            boolean instanceKey) {
        this(
                guest,
                image,
                services,
                volumes,
                schedule,
                standbyFor,
                autoDestroy,
                restart,
                swapMb,
                rootfsGb,
                persistentRootfs,
                primaryRegion,
                metadata,
                envKeys,
                instanceKey,
                Extras.NONE);
    }

    public MachineConfig {
        services = List.copyOf(services);
        volumes = List.copyOf(volumes);
        standbyFor = List.copyOf(standbyFor);
        metadata = Map.copyOf(metadata);
        envKeys = Set.copyOf(envKeys);
    }

    /// Whether Fly Proxy can wake a Machine of this config: it has services and one of them starts on demand.
    public boolean isWokenByProxy() {
        return services.stream().anyMatch(Service::autostart);
    }

    /// What Fly Proxy does without load: over several services the least aggressive wins (facts 6).
    public Autostop effectiveAutostop() {
        return services.stream().map(Service::autostop).min(Autostop::compareTo).orElse(Autostop.OFF);
    }
}
