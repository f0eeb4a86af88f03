package dev.hangar.simulator.metrics;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of Prometheus' query language that Hangar sends.
sealed interface Expression {
    /// A plain selector.
    record Select(Selector selector) implements Expression {}

    /// `timestamp(selector)`: when each sample was scraped, in seconds.
    record Timestamp(Selector selector) implements Expression {}

    /// `sum by (…) (…)` or `max by (…) (…)`.
    record Aggregate(boolean sum, List<String> by, Expression inner) implements Expression {
        public Aggregate {
            by = List.copyOf(by);
        }
    }

    /// `label_replace(inner, "hangar_part", part, "", "")`.
    record Part(String part, Expression inner) implements Expression {}

    /// `left or right`, of sides that never carry the same labels.
    record Either(Expression left, Expression right) implements Expression {}

    /// The label that tells the two halves of the combined query apart.
    String PART_LABEL = "hangar_part";

    /// The daemon's combined query of values and sample times.
    Pattern COMBINED = Pattern.compile(
            "label_replace\\((.+), \"hangar_part\", \"value\", \"\", \"\"\\)"
                    + " or label_replace\\((.+), \"hangar_part\", \"sampled_at\", \"\", \"\"\\)",
            Pattern.DOTALL);

    Pattern AGGREGATE = Pattern.compile("(sum|max) by \\(([a-z_, ]*)\\) \\((.+)\\)", Pattern.DOTALL);

    Pattern TIMESTAMP = Pattern.compile("timestamp\\((.+)\\)", Pattern.DOTALL);

    /// The expression; empty for anything else.
    static Optional<Expression> parse(String text) {
        String query = text.strip();
        Matcher combined = COMBINED.matcher(query);
        if (combined.matches()) {
            return simple(combined.group(1))
                    .flatMap(value -> simple(combined.group(2))
                            .map(time -> new Either(new Part("value", value), new Part("sampled_at", time))));
        }
        return simple(query);
    }

    private static Optional<Expression> simple(String text) {
        String query = text.strip();
        Matcher aggregate = AGGREGATE.matcher(query);
        if (aggregate.matches()) {
            List<String> by = Arrays.stream(aggregate.group(2).split(",", -1))
                    .map(String::strip)
                    .toList();
            return simple(aggregate.group(3))
                    .map(inner -> new Aggregate(aggregate.group(1).equals("sum"), by, inner));
        }
        Matcher timestamp = TIMESTAMP.matcher(query);
        if (timestamp.matches()) {
            return Selector.parse(timestamp.group(1)).map(Timestamp::new);
        }
        return Selector.parse(query).map(Select::new);
    }

    /// The instant vector at `at`: value by series, in a fixed order.
    default Map<Series, Double> evaluate(ScrapeHistory history, Instant at) {
        Map<Series, Double> vector = new LinkedHashMap<>();
        switch (this) {
            case Select(Selector selector) ->
                history.at(at, selector::takes, (series, point) -> vector.put(series, point.value()));
            case Timestamp(Selector selector) ->
                history.at(at, selector::takes, (series, point) -> vector.put(series.named(""), seconds(point.at())));
            case Aggregate(boolean sum, List<String> by, Expression inner) ->
                inner.evaluate(history, at)
                        .forEach((series, value) ->
                                vector.merge(kept(series, by), value, sum ? Double::sum : Double::max));
            case Part(String part, Expression inner) ->
                inner.evaluate(history, at)
                        .forEach((series, value) -> vector.put(series.with(PART_LABEL, part), value));
            case Either(Expression left, Expression right) -> {
                vector.putAll(left.evaluate(history, at));
                right.evaluate(history, at).forEach(vector::putIfAbsent);
            }
        }
        return vector;
    }

    private static Series kept(Series series, List<String> labels) {
        Series kept = Series.of("");
        for (String label : labels) {
            String value = series.labels().getOrDefault(label, "");
            kept = value.isEmpty() ? kept : kept.with(label, value);
        }
        return kept;
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
