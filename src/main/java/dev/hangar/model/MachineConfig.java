package dev.hangar.model;

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
        boolean instanceKey) {
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
