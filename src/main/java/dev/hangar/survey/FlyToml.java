package dev.hangar.survey;

import dev.hangar.model.AppName;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A fly.toml as far as cost, waking and sleeping hang on it. What the file does not set is empty: Fly's defaults
/// are for who compares.
///
/// A section that names no `processes` is for the default group alone, as `fly deploy` reads it; only sizes are
/// then for every group.
///
/// @param file name of the file, to be shown
/// @param app app that it is for, where it names one
/// @param primaryRegion where the first machines are made
/// @param groups process groups, `app` alone where there is no `[processes]`
/// @param services from `[http_service]` and `[[services]]`, in the file's order
/// @param sizes from `[[vm]]` and `[[compute]]`
/// @param mounts from `[mounts]` and `[[mounts]]`
/// @param restarts from `[restart]` and `[[restart]]`
/// @param swapMb `swap_size_mb`
/// @param killTimeout `kill_timeout`
/// @param killSignal `kill_signal`
/// @param checks names of `[checks]`
/// @param legacy what marks it as a file of the old platform (V1), such as `allowed_public_ports in
///     [experimental]`; empty for none
public record FlyToml(
        String file,
        Optional<AppName> app,
        Optional<Region> primaryRegion,
        List<String> groups,
        List<GivenService> services,
        List<Size> sizes,
        List<Mount> mounts,
        List<Restart> restarts,
        OptionalInt swapMb,
        Optional<Duration> killTimeout,
        Optional<String> killSignal,
        List<String> checks,
        List<String> legacy) {
    /// The process group of an app that declares none.
    private static final String DEFAULT_GROUP = "app";

    /// One service.
    ///
    /// @param form section that it stands in: `http_service` or `services`
    /// @param groups process groups that it is for; empty for the default one
    /// @param internalPort `internal_port`
    /// @param protocol `tcp` unless set
    /// @param ports public ports, ascending; 80 and 443 for `http_service`, which names none
    /// @param autostop as written: `false`, `true`, `off`, `stop`, `suspend`
    /// @param autostopIsBoolean whether it is the old boolean rather than a text
    /// @param autostart `auto_start_machines`
    /// @param minMachines `min_machines_running`
    /// @param concurrency `connections` or `requests`
    /// @param softLimit `soft_limit`
    /// @param hardLimit `hard_limit`
    public record GivenService(
            String form,
            List<String> groups,
            OptionalInt internalPort,
            String protocol,
            List<Integer> ports,
            Optional<String> autostop,
            boolean autostopIsBoolean,
            Optional<Boolean> autostart,
            OptionalInt minMachines,
            Optional<String> concurrency,
            OptionalInt softLimit,
            OptionalInt hardLimit) {
        public GivenService {
            groups = List.copyOf(groups);
            ports = ports.stream().sorted().toList();
        }
    }

    /// One size.
    ///
    /// @param groups process groups that it is for; empty for all that have none of their own
    /// @param cpuKind `shared` or `performance`, or the name of a size that we do not know
    /// @param cpus vCPUs
    /// @param memoryMb memory in MiB
    public record Size(List<String> groups, Optional<String> cpuKind, OptionalInt cpus, OptionalInt memoryMb) {
        public Size {
            groups = List.copyOf(groups);
        }
    }

    /// One mount.
    ///
    /// @param groups process groups that it is for; empty for the default one
    /// @param source name of the volume
    /// @param destination path
    public record Mount(List<String> groups, String source, String destination) {
        public Mount {
            groups = List.copyOf(groups);
        }
    }

    /// When the app is started again after it ended.
    ///
    /// @param groups process groups that it is for; empty for the default one
    /// @param policy `always`, `never` or `on-failure`
    public record Restart(List<String> groups, String policy) {
        public Restart {
            groups = List.copyOf(groups);
        }
    }

    public FlyToml {
        groups = List.copyOf(groups);
        services = List.copyOf(services);
        sizes = List.copyOf(sizes);
        mounts = List.copyOf(mounts);
        restarts = List.copyOf(restarts);
        checks = List.copyOf(checks);
        legacy = List.copyOf(legacy);
    }

    /// The group that sections without `processes` are for: `app` where there is one, else the first by name.
    public String defaultGroup() {
        return groups.contains(DEFAULT_GROUP)
                ? DEFAULT_GROUP
                : groups.stream().sorted().findFirst().orElse(DEFAULT_GROUP);
    }

    /// Services of one group, in the file's order.
    public List<GivenService> services(String group) {
        return services.stream().filter(its -> isFor(its.groups(), group)).toList();
    }

    /// Size of one group: its own before the one of all; empty when the file leaves the size alone.
    public Optional<Size> size(String group) {
        return sizes.stream()
                .filter(its -> its.groups().contains(group))
                .findFirst()
                .or(() -> sizes.stream().filter(its -> its.groups().isEmpty()).findFirst());
    }

    /// Mounts of one group, in the file's order.
    public List<Mount> mounts(String group) {
        return mounts.stream().filter(its -> isFor(its.groups(), group)).toList();
    }

    /// Restart policy of one group, in the file's words.
    public Optional<String> restart(String group) {
        return restarts.stream()
                .filter(its -> isFor(its.groups(), group))
                .map(Restart::policy)
                .reduce((first, second) -> second);
    }

    private boolean isFor(List<String> named, String group) {
        return named.isEmpty() ? group.equals(defaultGroup()) : named.contains(group);
    }
}
