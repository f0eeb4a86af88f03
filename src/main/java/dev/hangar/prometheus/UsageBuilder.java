package dev.hangar.prometheus;

import dev.hangar.control.Usage;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// Puts the answers to all figures together. Safe for threads: figures come when they come.
final class UsageBuilder {
    private static final double CENTISECONDS = 100;

    private final Duration window;
    private final Optional<SortedSet<AppName>> apps;
    private final Map<MachineId, Map<Figure, Double>> machines = new HashMap<>();
    private final Map<AppName, Map<Figure, Double>> traffic = new HashMap<>();
    /// Seconds that the machines of an app were seen, all together: who is busiest.
    private final SortedMap<AppName, Double> seen = new TreeMap<>();

    /// @param apps apps that count; empty for all
    UsageBuilder(Duration window, Optional<SortedSet<AppName>> apps) {
        this.window = window;
        this.apps = apps;
    }

    /// Takes an answer. Series of other apps, without the labels, and values that are no number count for nothing.
    synchronized void add(Figure figure, QueryResult result) {
        for (QueryResult.Series series : result.series()) {
            double value = series.points().isEmpty()
                    ? Double.NaN
                    : series.points().getLast().value();
            Optional<Subject> subject = Subject.of(series.labels()).filter(of -> isWanted(of.app()));
            if (Double.isFinite(value) && subject.isPresent()) {
                add(figure, subject.get(), value);
            }
        }
    }

    private void add(Figure figure, Subject subject, double value) {
        switch (figure.of()) {
            case APP ->
                traffic.computeIfAbsent(subject.app(), app -> new EnumMap<>(Figure.class))
                        .merge(figure, Math.max(0, value), Double::sum);
            case MACHINE ->
                subject.machine().ifPresent(machine -> {
                    machines.computeIfAbsent(machine, id -> new EnumMap<>(Figure.class))
                            .put(figure, value);
                    if (figure == Figure.SEEN) {
                        seen.merge(subject.app(), value, Double::sum);
                    }
                });
        }
    }

    boolean isWanted(AppName app) {
        return apps.isEmpty() || apps.get().contains(app);
    }

    /// How long machines of each app were seen, in steps.
    synchronized SortedMap<AppName, Double> seen() {
        return new TreeMap<>(seen);
    }

    synchronized SortedMap<MachineId, Usage.OfMachine> machines() {
        SortedMap<MachineId, Usage.OfMachine> all = new TreeMap<>();
        machines.forEach((id, figures) -> all.put(id, machine(figures)));
        return all;
    }

    private Usage.OfMachine machine(Map<Figure, Double> figures) {
        OptionalDouble total = figure(figures, Figure.MEMORY_TOTAL);
        return new Usage.OfMachine(
                seen(figures),
                figure(figures, Figure.CPU),
                figure(figures, Figure.BASELINE),
                throttled(figures),
                used(total, figure(figures, Figure.MEMORY_LEFT)),
                total,
                used(figure(figures, Figure.SWAP_TOTAL), figure(figures, Figure.SWAP_LEFT)),
                figure(figures, Figure.OOM),
                figure(figures, Figure.CONCURRENCY),
                figure(figures, Figure.USUAL_CONCURRENCY));
    }

    private Optional<Duration> seen(Map<Figure, Double> figures) {
        Duration step = Figure.step(window);
        return Optional.ofNullable(figures.get(Figure.SEEN)).map(points -> {
            Duration seen = Duration.ofMillis(Math.round(points * step.toMillis()));
            return seen.compareTo(window) > 0 ? window : seen;
        });
    }

    /// The counter grows by the time of every vCPU that is held back.
    private OptionalDouble throttled(Map<Figure, Double> figures) {
        OptionalDouble held = figure(figures, Figure.THROTTLE);
        OptionalDouble cpus = figure(figures, Figure.VCPUS);
        Optional<Duration> seen = seen(figures);
        if (held.isEmpty() || cpus.isEmpty() || seen.isEmpty() || cpus.getAsDouble() < 1) {
            return OptionalDouble.empty();
        }
        double possible = seen.get().toSeconds() * cpus.getAsDouble() * CENTISECONDS;
        return possible <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, held.getAsDouble() / possible));
    }

    private static OptionalDouble used(OptionalDouble total, OptionalDouble left) {
        return total.isPresent() && left.isPresent()
                ? OptionalDouble.of(Math.max(0, total.getAsDouble() - left.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static OptionalDouble figure(Map<Figure, Double> figures, Figure figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, value));
    }

    synchronized SortedMap<AppName, Usage.Traffic> traffic() {
        SortedMap<AppName, Usage.Traffic> all = new TreeMap<>();
        traffic.forEach((app, figures) -> all.put(
                app,
                new Usage.Traffic(
                        figure(figures, Figure.ANSWERS),
                        figure(figures, Figure.ERRORS),
                        figure(figures, Figure.EDGE_ERRORS))));
        return all;
    }
}
