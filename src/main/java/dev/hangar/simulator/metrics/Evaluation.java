package dev.hangar.simulator.metrics;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Evaluates one query, at one instant or at many. Remembers how labels group, which is the same at each of them.
final class Evaluation {
    private final ScrapeHistory history;
    private final IdentityHashMap<Expression, Map<Series, Series>> grouped = new IdentityHashMap<>();

    Evaluation(ScrapeHistory history) {
        this.history = history;
    }

    /// What an expression is worth at an instant.
    sealed interface Value {
        /// One number.
        record Scalar(double number) implements Value {}

        /// Numbers by series, in a fixed order.
        record Vector(Map<Series, Double> numbers) implements Value {}

        /// Samples by series.
        record Matrix(Map<Series, Samples> samples) implements Value {}

        /// The numbers; a scalar is one without labels.
        default Map<Series, Double> vector() {
            return switch (this) {
                case Scalar(double number) -> Map.of(Series.of(""), number);
                case Vector(Map<Series, Double> numbers) -> numbers;
                case Matrix matrix -> Map.of();
            };
        }
    }

    /// @param at Unix milliseconds
    Value at(Expression expression, long at) {
        return switch (expression) {
            case Expression.Literal(double number) -> new Value.Scalar(number);
            case Expression.Select(Selector selector) -> select(selector, at, false);
            case Expression.Timestamp(Expression.Select(Selector selector)) -> select(selector, at, true);
            case Expression.Timestamp(Expression inner) ->
                timestamps(at(inner, at).vector(), at);
            case Expression.Range range -> new Value.Matrix(samples(range, at));
            case Expression.Subquery subquery -> new Value.Matrix(samples(subquery, at));
            case Expression.SetLabel(Expression inner, String label, String text) ->
                labelled(at(inner, at).vector(), label, text);
            case Expression.OverTime(RangeFunction function, double parameter, Expression range) ->
                overTime(function, parameter, samples(range, at));
            case Expression.Mapped mapped ->
                mapped(mapped, at(mapped.inner(), at).vector());
            case Expression.Aggregate aggregate ->
                aggregate(aggregate, at(aggregate.inner(), at).vector());
            case Expression.Binary binary ->
                BinaryOperation.apply(binary, at(binary.left(), at), at(binary.right(), at));
        };
    }

    private Value select(Selector selector, long at, boolean timestamps) {
        Map<Series, Double> vector = new LinkedHashMap<>();
        history.at(
                at,
                selector,
                (series, when, value) ->
                        vector.put(timestamps ? series.named("") : series, timestamps ? when / 1000.0 : value));
        return new Value.Vector(vector);
    }

    private static Value timestamps(Map<Series, Double> inner, long at) {
        Map<Series, Double> vector = new LinkedHashMap<>();
        inner.keySet().forEach(series -> vector.put(series.named(""), at / 1000.0));
        return new Value.Vector(vector);
    }

    private static Value labelled(Map<Series, Double> inner, String label, String text) {
        Map<Series, Double> vector = new LinkedHashMap<>();
        inner.forEach((series, value) -> vector.put(series.with(label, text), value));
        return new Value.Vector(vector);
    }

    private Map<Series, Samples> samples(Expression range, long at) {
        Map<Series, Samples> samples = new LinkedHashMap<>();
        switch (range) {
            case Expression.Range(Selector selector, var length) ->
                history.between(at - length.toMillis(), at, selector, (series, found) -> {
                    if (found.size() > 0) {
                        samples.put(series, found);
                    }
                });
            case Expression.Subquery subquery -> Subqueries.evaluate(this, subquery, at, history.oldest(), samples);
            default -> throw new IllegalStateException("no range: " + range);
        }
        return samples;
    }

    private static Value overTime(RangeFunction function, double parameter, Map<Series, Samples> ranges) {
        Map<Series, Double> vector = new LinkedHashMap<>();
        ranges.forEach((series, samples) -> {
            OptionalDouble value = function.apply(samples, parameter);
            if (value.isPresent()) {
                vector.put(function == RangeFunction.LAST_OVER_TIME ? series : series.named(""), value.getAsDouble());
            }
        });
        return new Value.Vector(vector);
    }

    private static Value mapped(Expression.Mapped mapped, Map<Series, Double> inner) {
        Map<Series, Double> vector = new LinkedHashMap<>();
        inner.forEach((series, value) -> vector.put(
                series.named(""),
                switch (mapped.mapping()) {
                    case CLAMP_MIN -> Math.max(value, mapped.parameter());
                    case CLAMP_MAX -> Math.min(value, mapped.parameter());
                    case ABS -> Math.abs(value);
                }));
        return new Value.Vector(vector);
    }

    private Value aggregate(Expression.Aggregate aggregate, Map<Series, Double> inner) {
        Map<Series, Series> groups = grouped.computeIfAbsent(aggregate, key -> new HashMap<>());
        Map<Series, Double> numbers = new LinkedHashMap<>();
        Map<Series, Integer> counts = new HashMap<>();
        inner.forEach((series, value) -> {
            Series group = groups.computeIfAbsent(series, aggregate.grouping()::kept);
            counts.merge(group, 1, Integer::sum);
            numbers.merge(
                    group,
                    value,
                    switch (aggregate.operator()) {
                        case SUM, AVG -> Double::sum;
                        case MAX -> Math::max;
                        case MIN -> Math::min;
                        case COUNT -> (one, other) -> one;
                    });
        });
        switch (aggregate.operator()) {
            case AVG -> numbers.replaceAll((group, sum) -> sum / counts.getOrDefault(group, 1));
            case COUNT -> numbers.replaceAll((group, any) -> (double) counts.getOrDefault(group, 0));
            case SUM, MAX, MIN -> {}
        }
        return new Value.Vector(numbers);
    }
}
