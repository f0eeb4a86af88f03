package dev.hangar.survey.rules;

import dev.hangar.cost.Presets;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import java.util.List;
import java.util.Optional;

/// Sizes that Fly sells (facts 4, 10): numbers of vCPUs by kind, and memory in steps of 256 MB with a least and a
/// most per vCPU.
final class Ladder {
    static final int STEP_MB = 256;

    /// Share of a vCPU that a shared one may use without end (facts 9).
    static final double SHARED_BASELINE = 0.0625;

    private Ladder() {}

    /// Every number of vCPUs with this memory, the smallest first.
    static List<Guest> withMemory(CpuKind kind, int memoryMb) {
        String prefix = kind == CpuKind.SHARED ? "shared-cpu-" : "performance-";
        return Presets.names().stream()
                .filter(name -> name.startsWith(prefix))
                .flatMap(name -> Presets.guest(name + ":" + memoryMb + "MB").stream())
                .toList();
    }

    /// The smallest memory from `neededMb` that this many vCPUs come with; empty when they do not take so much.
    static Optional<Guest> memory(Guest size, double neededMb) {
        int least = size.cpus() * (size.cpuKind() == CpuKind.SHARED ? STEP_MB : 2048);
        long steps = (long) Math.ceil(Math.max(0, neededMb) / STEP_MB);
        long wanted = Math.max(least, steps * STEP_MB);
        return Presets.guest(preset(size) + ":" + wanted + "MB");
    }

    /// `shared-cpu-1x`.
    static String preset(Guest size) {
        String name = size.toString();
        return name.substring(0, name.indexOf(':'));
    }
}
