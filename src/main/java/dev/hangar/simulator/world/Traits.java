package dev.hangar.simulator.world;

import dev.hangar.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// What an app has and does beside its machines' configuration: what a bill and advice are about.
///
/// @param dedicatedIpv4 whether it has an IPv4 address of its own
/// @param looseVolumes volumes that no machine mounts
/// @param deaf whether its processes do not listen where the services say: checks fail, the proxy answers 502
/// @param cpuShare share of its vCPUs that a started machine keeps busy, 0..1; by the load where empty
/// @param memoryShare share of its memory that a started machine holds, 0..1; by the load where empty
/// @param swapShare share of its swap that a started machine holds, 0..1
/// @param snapshotDays how long the snapshots of its volumes are kept, in days: 1 or more, 5 unless told otherwise
///     (facts 10)
public record Traits(
        boolean dedicatedIpv4,
        List<LooseVolume> looseVolumes,
        boolean deaf,
        OptionalDouble cpuShare,
        OptionalDouble memoryShare,
        double swapShare,
        int snapshotDays) {
    private static final int SNAPSHOT_DAYS = 5;

    /// Nothing special.
    public static final Traits PLAIN =
            new Traits(false, List.of(), false, OptionalDouble.empty(), OptionalDouble.empty(), 0, SNAPSHOT_DAYS);

    public Traits {
        looseVolumes = List.copyOf(looseVolumes);
    }

    /// The same with an IPv4 address of its own.
    public Traits withDedicatedIpv4() {
        return new Traits(true, looseVolumes, deaf, cpuShare, memoryShare, swapShare, snapshotDays);
    }

    /// The same with these volumes that no machine mounts.
    public Traits withLooseVolumes(LooseVolume... volumes) {
        return new Traits(dedicatedIpv4, List.of(volumes), deaf, cpuShare, memoryShare, swapShare, snapshotDays);
    }

    /// The same, listening on another port than its services say.
    public Traits withDeafness() {
        return new Traits(dedicatedIpv4, looseVolumes, true, cpuShare, memoryShare, swapShare, snapshotDays);
    }

    /// The same with this use of vCPUs, memory and swap while started.
    public Traits using(double cpu, double memory, double swap) {
        return new Traits(
                dedicatedIpv4,
                looseVolumes,
                deaf,
                OptionalDouble.of(cpu),
                OptionalDouble.of(memory),
                swap,
                snapshotDays);
    }

    /// The same, with snapshots of its volumes that are kept for so many days.
    public Traits withSnapshotsKept(int days) {
        return new Traits(dedicatedIpv4, looseVolumes, deaf, cpuShare, memoryShare, swapShare, days);
    }

    /// A volume that no machine mounts.
    ///
    /// @param age how long before the start it was made
    public record LooseVolume(String name, int sizeGb, Region region, Duration age) {}
}
