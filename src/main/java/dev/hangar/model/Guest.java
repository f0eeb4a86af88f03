package dev.hangar.model;

/// Size of a Machine.
///
/// @param cpuKind CPU class
/// @param cpus virtual CPUs, at least 1
/// @param memoryMb memory in MiB, at least 1
/// @param gpu whether a GPU is attached
/// @param dedicatedHost whether the Machine is tied to a host of its own
public record Guest(CpuKind cpuKind, int cpus, int memoryMb, boolean gpu, boolean dedicatedHost) {
    public Guest {
        if (cpus < 1 || memoryMb < 1) {
            throw new IllegalArgumentException(
                    "guest needs cpus >= 1 and memoryMb >= 1, got " + cpus + ", " + memoryMb);
        }
    }

    /// A size without GPU on an ordinary host.
    public static Guest of(CpuKind cpuKind, int cpus, int memoryMb) {
        return new Guest(cpuKind, cpus, memoryMb, false, false);
    }

    /// Fly's preset name and memory, such as `shared-cpu-1x:256MB`.
    @Override
    public String toString() {
        String kind = switch (cpuKind) {
            case SHARED -> "shared-cpu";
            case PERFORMANCE -> "performance";
            case UNRECOGNIZED -> "unknown-cpu";
        };
        return kind + "-" + cpus + "x:" + memoryMb + "MB";
    }
}
