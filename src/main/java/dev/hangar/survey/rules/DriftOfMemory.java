package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.model.Guest;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice.Fix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whether a file that gives machines less memory gives them enough of it.
final class DriftOfMemory {
    private static final double BYTES_PER_MB = 1 << 20;

    private final Usage usage;
    private final List<MachineReport> unknown = new ArrayList<>();
    private final List<String> tooSmall = new ArrayList<>();
    private final Set<Fix> restores = new LinkedHashSet<>();

    DriftOfMemory(Usage usage) {
        this.usage = usage;
    }

    /// @param file the size that a deploy would give the machine
    void compare(MachineReport report, Guest file, String group) {
        Guest runs = FleetView.config(report).guest();
        if (file.memoryMb() >= runs.memoryMb()) {
            return;
        }
        Usage.OfMachine use = usage.machines().getOrDefault(FleetView.id(report), Usage.OfMachine.UNKNOWN);
        if (use.memoryBytes().isEmpty()) {
            unknown.add(report);
            return;
        }
        // The guest sees less than it is given: that part is needed in any size.
        double total = use.memoryTotalBytes().orElse(runs.memoryMb() * BYTES_PER_MB);
        double hidden = Math.max(0, runs.memoryMb() - total / BYTES_PER_MB);
        double used = use.memoryBytes().getAsDouble() / BYTES_PER_MB;
        if (used + hidden > file.memoryMb()) {
            tooSmall.add(FleetView.id(report) + " had up to " + Math.round(used) + " MB in use, and the file gives it "
                    + file.memoryMb() + " MB");
            restores.add(DriftOfMachine.lines(runs, group));
        }
    }

    /// Whether a machine had more in use than the file gives it.
    boolean isTooSmall() {
        return !tooSmall.isEmpty();
    }

    /// Lines that keep the sizes that are needed.
    Set<Fix> restores() {
        return restores;
    }

    List<String> evidence() {
        List<String> evidence = new ArrayList<>(tooSmall);
        if (!unknown.isEmpty()) {
            evidence.add("how much memory was in use is not known, so the smaller size may be too small: "
                    + Words.ids(unknown));
        }
        return evidence;
    }
}
