package dev.hangar.survey.rules;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Region;
import dev.hangar.model.RestartPolicy;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.FlyToml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static dev.hangar.survey.rules.Difference.Better.FILE;
import static dev.hangar.survey.rules.Difference.Better.RUNNING;

/// What a fly.toml and a machine say of everything but services. What neither sets is Fly's default on both sides.
///
/// @param toml the file
/// @param group process group
/// @param book prices in force
record DriftOfMachine(FlyToml toml, String group, PriceBook book) {
    private static final String DEFAULT_SIGNAL = "SIGINT";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final int DEFAULT_MEMORY_MB = 256;

    List<Difference> of(MachineConfig config, Region region) {
        List<Difference> found = new ArrayList<>();
        size(config.guest()).ifPresent(size -> compare(size, config.guest(), region, found));
        mounts(config, found);
        restart(config.restart(), found);
        if (toml.swapMb().orElse(0) != config.swapMb()) {
            found.add(Difference.of("", "swap_size_mb = " + toml.swapMb().orElse(0), String.valueOf(config.swapMb())));
        }
        MachineConfig.Extras extras = config.extras();
        Duration timeout = extras.killTimeout().orElse(DEFAULT_TIMEOUT);
        if (!toml.killTimeout().orElse(DEFAULT_TIMEOUT).equals(timeout)) {
            found.add(Difference.of(
                    "",
                    "kill_timeout = " + Words.time(toml.killTimeout().orElse(DEFAULT_TIMEOUT)),
                    Words.time(timeout)));
        }
        String signal = extras.killSignal().orElse(DEFAULT_SIGNAL);
        if (!toml.killSignal().orElse(DEFAULT_SIGNAL).equalsIgnoreCase(signal)) {
            found.add(Difference.of("", "kill_signal = " + toml.killSignal().orElse(DEFAULT_SIGNAL), signal));
        }
        primaryRegion(config, found);
        return found;
    }

    /// The size that a deploy would give the machine (facts 7.2): empty where the file leaves it alone, or where we
    /// cannot tell.
    Optional<Guest> size(Guest running) {
        return toml.size(group).flatMap(size -> {
            int cpus = size.cpus().orElse(1);
            boolean shared = size.cpuKind().orElse("shared").equals("shared");
            boolean known = shared || size.cpuKind().orElse("").equals("performance");
            boolean memoryUnknown = size.memoryMb().isEmpty() && (cpus > 1 || !shared);
            return known && !memoryUnknown && !running.gpu() && !running.dedicatedHost()
                    ? Optional.of(Guest.of(
                            shared ? CpuKind.SHARED : CpuKind.PERFORMANCE,
                            cpus,
                            size.memoryMb().orElse(DEFAULT_MEMORY_MB)))
                    : Optional.empty();
        });
    }

    private void compare(Guest file, Guest runs, Region region, List<Difference> found) {
        if (file.equals(runs)) {
            return;
        }
        Difference sizes = Difference.of("", "[[vm]] " + file, runs.toString());
        Optional<Rate> now = book.started(runs, region);
        Optional<Rate> then = book.started(file, region);
        found.add(
                now.isEmpty() || then.isEmpty() || now.equals(then)
                        ? sizes
                        : priced(sizes, now.get().minus(then.get()), runs));
    }

    private Difference priced(Difference sizes, Rate more, Guest runs) {
        boolean fileIsCheaper = more.compareTo(Rate.ZERO) > 0;
        Rate difference = fileIsCheaper ? more : Rate.ZERO.minus(more);
        return sizes.better(
                fileIsCheaper ? FILE : RUNNING,
                "is cheaper by " + Words.monthly(difference) + " while started",
                Optional.of(lines(runs, group)));
    }

    /// Lines for a size that runs.
    static Fix.Lines lines(Guest runs, String group) {
        List<String> lines = new ArrayList<>();
        lines.add("cpu_kind = " + ConfigFixes.text(runs.cpuKind().name().toLowerCase(Locale.ROOT)));
        lines.add("cpus = " + runs.cpus());
        lines.add("memory = " + ConfigFixes.text(runs.memoryMb() + "mb"));
        if (!group.equals(ConfigFixes.DEFAULT_GROUP)) {
            lines.add("processes = [" + ConfigFixes.text(group) + "]");
        }
        return ConfigFixes.section("[[vm]]", lines);
    }

    private void mounts(MachineConfig config, List<Difference> found) {
        List<String> given = toml.mounts(group).stream()
                .map(FlyToml.Mount::destination)
                .filter(path -> !path.isEmpty())
                .sorted()
                .toList();
        List<String> paths = config.extras().mountPaths();
        if (paths.size() == config.volumes().size()) {
            if (!given.equals(paths)) {
                found.add(Difference.of("", "mounts " + shown(given), shown(paths)));
            }
        } else if (given.isEmpty() != config.volumes().isEmpty()) {
            // Where they are mounted is not known, so only whether there are any is compared.
            found.add(Difference.of(
                    "", "mounts " + shown(given), Words.count(config.volumes().size(), "volume")));
        }
    }

    private static String shown(List<String> paths) {
        return paths.isEmpty() ? "none" : String.join(", ", paths);
    }

    private void restart(RestartPolicy runs, List<Difference> found) {
        RestartPolicy file = switch (toml.restart(group).orElse("on-failure")) {
            case "always" -> RestartPolicy.ALWAYS;
            case "never" -> RestartPolicy.NO;
            default -> RestartPolicy.ON_FAILURE;
        };
        if (runs != RestartPolicy.UNRECOGNIZED && file != runs) {
            found.add(Difference.of("", "restart policy = " + word(file), word(runs)));
        }
    }

    private static String word(RestartPolicy policy) {
        return switch (policy) {
            case NO -> "\"never\"";
            case ALWAYS -> "\"always\"";
            case ON_FAILURE -> "\"on-failure\"";
            case UNRECOGNIZED -> "not known";
        };
    }

    /// A file without it may still set it in `[env]`, which is not read: only two that differ are told apart.
    private void primaryRegion(MachineConfig config, List<Difference> found) {
        toml.primaryRegion()
                .filter(region -> !config.primaryRegion().equals(Optional.of(region)))
                .ifPresent(region -> found.add(Difference.of(
                        "",
                        "primary_region = " + ConfigFixes.text(region.value()),
                        config.primaryRegion()
                                .map(its -> ConfigFixes.text(its.value()))
                                .orElse("not set"))));
    }
}
