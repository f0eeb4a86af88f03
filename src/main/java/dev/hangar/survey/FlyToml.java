package dev.hangar.survey;

import dev.hangar.model.AppName;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A fly.toml as far as cost, waking and sleeping hang on it. What the file does not set is empty: Fly's defaults
/// are
/// for who compares.
///
/// @param file name of the file, to be shown
/// @param app app that it is for, where it names one
/// @param primaryRegion where the first machines are made
/// @param groups process groups, `app` alone where there is no `[processes]`
/// @param services from `[http_service]` and `[[services]]`, in the file's order
/// @param sizes from `[[vm]]` and `[[compute]]`
/// @param mounts from `[mounts]` and `[[mounts]]`
/// @param restart policy of `[[restart]]` in Fly's words
/// @param swapMb `swap_size_mb`
/// @param killTimeout `kill_timeout`
/// @param killSignal `kill_signal`
/// @param checks names of `[checks]`
/// @param legacy what marks it as a file of the old platform (V1), such as `[experimental] auto_rollback`; empty
///     for
///     none
public record FlyToml(
        String file,
        Optional<AppName> app,
        Optional<Region> primaryRegion,
        List<String> groups,
        List<GivenService> services,
        List<Size> sizes,
        List<Mount> mounts,
        Optional<String> restart,
        OptionalInt swapMb,
        Optional<Duration> killTimeout,
        Optional<String> killSignal,
        List<String> checks,
        List<String> legacy) {
    /// One service.
    ///
    /// @param form section that it stands in: `http_service` or `services`
    /// @param groups process groups that it is for; empty for all
    /// @param internalPort `internal_port`
    /// @param protocol `tcp` unless set
    /// @param ports public ports
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
            OptionalInt hardLimit) {}

    /// One size.
    ///
    /// @param groups process groups that it is for; empty for all
    /// @param cpuKind `shared` or `performance`
    /// @param cpus vCPUs
    /// @param memoryMb memory in MiB
    public record Size(List<String> groups, Optional<String> cpuKind, OptionalInt cpus, OptionalInt memoryMb) {}

    /// One mount.
    ///
    /// @param groups process groups that it is for; empty for all
    /// @param source name of the volume
    /// @param destination path
    public record Mount(List<String> groups, String source, String destination) {}

    public FlyToml {
        groups = List.copyOf(groups);
        services = List.copyOf(services);
        sizes = List.copyOf(sizes);
        mounts = List.copyOf(mounts);
        checks = List.copyOf(checks);
        legacy = List.copyOf(legacy);
    }
}
