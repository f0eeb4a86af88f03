package dev.hangar.grafana;

import dev.hangar.telemetry.Metric;
import dev.hangar.telemetry.Metric.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The names that queries may use: the daemon's catalogue, and of others those few that the dashboards need.
final class KnownMetrics {
    private static final List<Known> OTHERS = List.of(
            other("jvm_memory_used_bytes", false, "area", "heap", "nonheap"),
            other("jvm_memory_committed_bytes", false, "area", "heap", "nonheap"),
            other("jvm_threads_live_threads", false, "state"),
            other("jvm_gc_pause_seconds_sum", true, "cause"),
            other("process_cpu_usage", false, "instance"),
            other("process_uptime_seconds", false, "instance"),
            other("fly_instance_memory_mem_total", false, "instance"),
            other("fly_instance_memory_mem_available", false, "instance"));

    /// @param labels that the process itself gives
    record Known(String name, boolean counter, List<Label> labels) {
        boolean has(String label) {
            return labels.stream().anyMatch(known -> known.name().equals(label));
        }

        boolean takes(String label, String value) {
            return labels.stream()
                    .anyMatch(known -> known.name().equals(label)
                            && (known.values().isEmpty() || known.values().contains(value)));
        }
    }

    private KnownMetrics() {}

    private static Known other(String name, boolean counter, String label, String... values) {
        return new Known(name, counter, List.of(new Label(label, List.of(values))));
    }

    static Optional<Known> of(String name) {
        return Stream.concat(Metric.all().stream().map(Metric::spec).flatMap(KnownMetrics::series), OTHERS.stream())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    /// The names under which Prometheus has it.
    private static Stream<Known> series(Metric.Spec spec) {
        return switch (spec.kind()) {
            case GAUGE -> Stream.of(new Known(spec.name(), false, spec.labels()));
            case COUNTER -> Stream.of(new Known(spec.name(), true, spec.labels()));
            case SUMMARY -> sums(spec);
            case HISTOGRAM ->
                Stream.concat(
                        sums(spec),
                        Stream.of(new Known(
                                spec.name() + "_bucket", true, with(spec.labels(), new Label("le", List.of())))));
        };
    }

    private static Stream<Known> sums(Metric.Spec spec) {
        return Stream.of("_sum", "_count").map(suffix -> new Known(spec.name() + suffix, true, spec.labels()));
    }

    private static List<Label> with(List<Label> labels, Label more) {
        return Stream.concat(labels.stream(), Stream.of(more)).toList();
    }

    /// All values that a label of a metric can have.
    static List<String> values(String metric, String label) {
        return of(metric).stream()
                .flatMap(known -> known.labels().stream())
                .filter(known -> known.name().equals(label))
                .flatMap(known -> known.values().stream())
                .toList();
    }
}
