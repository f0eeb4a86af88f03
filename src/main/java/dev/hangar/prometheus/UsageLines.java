package dev.hangar.prometheus;

import dev.hangar.control.Usage;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was started and asked of the busiest apps over time: two range queries, few points, few apps.
final class UsageLines {
    /// As many as a chart shows.
    static final int MOST_POINTS = 200;
    /// Answers stay near a megabyte.
    static final int MOST_APPS = 50;

    private static final Duration LEAST_STEP = Duration.ofSeconds(15);

    private final BoundedClient client;
    private final Instant at;
    private final Duration window;
    private final List<Usage.Unread> failures = new ArrayList<>();

    UsageLines(BoundedClient client, Instant at, Duration window) {
        this.client = client;
        this.at = at;
        this.window = window;
    }

    /// Those of the most seconds seen; by name where they are alike.
    static Set<AppName> busiest(SortedMap<AppName, Double> seen) {
        return seen.entrySet().stream()
                .sorted(Map.Entry.<AppName, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_APPS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// What could not be read.
    List<Usage.Unread> failures() {
        return List.copyOf(failures);
    }

    SortedMap<AppName, List<Usage.Point>> read(Set<AppName> apps) {
        if (apps.isEmpty()) {
            return Collections.emptySortedMap();
        }
        String select = "{" + AppSelector.named(apps) + "}";
        Map<AppName, SortedMap<Long, Double>> started =
                ask("machines over time", "count by (app) (max by (app, instance) (fly_instance_up" + select + "))");
        Map<AppName, SortedMap<Long, Double>> concurrency =
                ask("concurrency over time", "sum by (app) (fly_app_concurrency" + select + ")");
        Set<Long> measured = started.values().stream()
                .flatMap(line -> line.keySet().stream())
                .collect(Collectors.toSet());
        SortedMap<AppName, List<Usage.Point>> lines = new TreeMap<>();
        for (AppName app : apps) {
            SortedMap<Long, Double> its = started.getOrDefault(app, new TreeMap<>());
            if (!its.isEmpty()) {
                lines.put(app, line(its, concurrency.getOrDefault(app, new TreeMap<>()), measured));
            }
        }
        return lines;
    }

    /// A point for every step. An app without a sample has nothing started only where the server measured others then,
    /// and had seen the app before; else nobody knows.
    ///
    /// @param started not empty
    /// @param measured when any app had a sample
    private List<Usage.Point> line(
            SortedMap<Long, Double> started, SortedMap<Long, Double> concurrency, Set<Long> measured) {
        List<Usage.Point> line = new ArrayList<>();
        for (long time = start(); time <= at.toEpochMilli(); time += step().toMillis()) {
            boolean asleep = !started.containsKey(time) && measured.contains(time) && time > started.firstKey();
            line.add(new Usage.Point(
                    Instant.ofEpochMilli(time),
                    asleep ? OptionalDouble.of(0) : at(started, time),
                    at(concurrency, time)));
        }
        return List.copyOf(line);
    }

    private static OptionalDouble at(SortedMap<Long, Double> line, long time) {
        Double value = line.get(time);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private Map<AppName, SortedMap<Long, Double>> ask(String figure, String promql) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", promql);
        parameters.put("start", decimal(start()));
        parameters.put("end", decimal(at.toEpochMilli()));
        parameters.put("step", decimal(step().toMillis()));
        // VictoriaMetrics moves start and end to multiples of the step for its cache; not asking the cache stops that.
        parameters.put("nocache", "1");
        Answer<QueryResult> answer = client.query("api/v1/query_range", parameters);
        answer.whyFailed().ifPresent(failure -> failures.add(new Usage.Unread(figure, failure)));
        Map<AppName, SortedMap<Long, Double>> lines = new HashMap<>();
        for (QueryResult.Series series :
                answer.map(QueryResult::series).asOptional().orElse(List.of())) {
            Subject.of(series.labels()).ifPresent(subject -> {
                SortedMap<Long, Double> line = lines.computeIfAbsent(subject.app(), app -> new TreeMap<>());
                series.points().stream()
                        .filter(point -> Double.isFinite(point.value()))
                        .forEach(point -> line.put(point.atMillis(), point.value()));
            });
        }
        return lines;
    }

    private Duration step() {
        Duration even = Duration.ofSeconds(Math.ceilDiv(window.toSeconds(), MOST_POINTS));
        return even.compareTo(LEAST_STEP) < 0 ? LEAST_STEP : even;
    }

    private long start() {
        long steps = window.toMillis() / step().toMillis();
        return at.toEpochMilli() - Math.min(steps, MOST_POINTS - 1) * step().toMillis();
    }

    private static String decimal(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }
}
