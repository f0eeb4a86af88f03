package dev.hangar.cost;

import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Sizes of Machines by the names that Fly gives them (facts 10), with more memory where it is asked for: a
/// shared vCPU
/// comes with 256 MB and takes up to 2 GB, a performance vCPU comes with 2 GB and takes up to 8 GB, in steps of
/// 256 MB.
public final class Presets {
    private static final int STEP_MB = 256;
    private static final int MB_PER_GB = 1024;
    private static final List<Integer> SHARED = List.of(1, 2, 4, 6, 8);
    private static final List<Integer> PERFORMANCE = List.of(1, 2, 4, 6, 8, 10, 12, 14, 16);
    private static final Pattern SIZE =
            Pattern.compile("(shared-cpu|performance)-(\\d{1,2})x(?::(\\d{1,6})(MB|GB))?", Pattern.CASE_INSENSITIVE);

    private Presets() {}

    /// Every preset's name, the smallest first.
    public static List<String> names() {
        return Stream.concat(
                        SHARED.stream().map(cpus -> "shared-cpu-" + cpus + "x"),
                        PERFORMANCE.stream().map(cpus -> "performance-" + cpus + "x"))
                .toList();
    }

    /// A size such as `shared-cpu-1x`, `performance-2x:8192MB` or `performance-2x:8GB`; empty when Fly sells no
    /// such
    /// one.
    public static Optional<Guest> guest(String size) {
        Matcher parts = SIZE.matcher(size);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean shared = parts.group(1).equalsIgnoreCase("shared-cpu");
        int cpus = Integer.parseInt(parts.group(2));
        if (!(shared ? SHARED : PERFORMANCE).contains(cpus)) {
            return Optional.empty();
        }
        int least = cpus * (shared ? STEP_MB : 2 * MB_PER_GB);
        int most = cpus * (shared ? 2 : 8) * MB_PER_GB;
        int memory = Optional.ofNullable(parts.group(3))
                .map(number -> Integer.parseInt(number) * (parts.group(4).equalsIgnoreCase("GB") ? MB_PER_GB : 1))
                .orElse(least);
        return Optional.of(memory)
                .filter(mb -> mb >= least && mb <= most && mb % STEP_MB == 0)
                .map(mb -> Guest.of(shared ? CpuKind.SHARED : CpuKind.PERFORMANCE, cpus, mb));
    }
}
