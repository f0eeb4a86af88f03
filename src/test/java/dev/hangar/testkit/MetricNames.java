package dev.hangar.testkit;

import dev.hangar.telemetry.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a PromQL expression may ask the daemon for.
public final class MetricNames {
    private static final Pattern NAME = Pattern.compile("\\b(?:hangar|jvm|process|system|http|executor)_[a-z_]+");
    private static final Pattern SELECTOR = Pattern.compile("\\b(hangar_[a-z_]+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    /// Meters of Micrometer that dashboards and alerts use: a running daemon shows whether they are there.
    private static final Set<String> MICROMETER = Set.of(
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_gc_pause_seconds_count",
            "jvm_gc_pause_seconds_sum",
            "jvm_memory_committed_bytes",
            "jvm_memory_max_bytes",
            "jvm_memory_used_bytes",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_start_time_seconds",
            "process_uptime_seconds",
            "system_cpu_count");

    /// Keys of machines' metadata look the same.
    private static final Set<String> METADATA = Set.of("hangar_drain", "hangar_hold", "hangar_pause");

    private static final Map<String, Metric.Spec> SERIES = Metric.all().stream()
            .map(Metric::spec)
            .flatMap(spec -> names(spec).map(name -> Map.entry(name, spec)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private MetricNames() {}

    private static Stream<String> names(Metric.Spec spec) {
        Stream<String> suffixes = switch (spec.kind()) {
            case COUNTER, GAUGE -> Stream.of("");
            case HISTOGRAM -> Stream.of("_bucket", "_count", "_sum", "_max");
            case SUMMARY -> Stream.of("_count", "_sum", "_max");
        };
        return suffixes.map(suffix -> spec.name() + suffix);
    }

    /// Every series name that an expression asks for.
    public static Set<String> in(String expression) {
        return NAME.matcher(expression)
                .results()
                .map(hit -> hit.group())
                .filter(name -> !METADATA.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What an expression asks for that the daemon has not: names, labels, and values of closed lists.
    public static List<String> problems(String expression) {
        List<String> problems = new ArrayList<>();
        in(expression).stream()
                .filter(name -> !SERIES.containsKey(name) && !MICROMETER.contains(name))
                .map(name -> "no metric " + name)
                .forEach(problems::add);
        SELECTOR.matcher(expression).results().forEach(selector -> {
            Metric.Spec spec = SERIES.get(selector.group(1));
            if (spec != null) {
                MATCHER.matcher(selector.group(2))
                        .results()
                        .flatMap(matcher -> problem(spec, matcher.group(1), matcher.group(2), matcher.group(3)))
                        .forEach(problems::add);
            }
        });
        return problems;
    }

    private static Stream<String> problem(Metric.Spec spec, String label, String operator, String value) {
        Map<String, Metric.Label> labels =
                spec.labels().stream().collect(Collectors.toMap(Metric.Label::name, Function.identity()));
        if (Set.of("le", "app", "job", "instance", "region", "host").contains(label)) {
            return Stream.empty();
        }
        Metric.Label known = labels.get(label);
        if (known == null) {
            return Stream.of(spec.name() + " has no label " + label);
        }
        Stream<String> values = operator.endsWith("~") ? Arrays.stream(value.split("\\|")) : Stream.of(value);
        return values.filter(word -> word.matches("[a-z0-9-]+"))
                .filter(word -> !known.values().isEmpty() && !known.values().contains(word))
                .map(word -> spec.name() + " has no " + label + " " + word);
    }
}
