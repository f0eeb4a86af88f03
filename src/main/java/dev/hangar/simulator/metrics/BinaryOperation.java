package dev.hangar.simulator.metrics;

import dev.hangar.simulator.metrics.Evaluation.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Operators between two values. Vectors match one to one, on all labels but the name or on those of `on`.
final class BinaryOperation {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", ">", "<", ">=", "<=");

    private BinaryOperation() {}

    static Value apply(Expression.Binary binary, Value left, Value right) {
        return switch (binary.operator()) {
            case "or", "and", "unless" -> ofSets(binary, left.vector(), right.vector());
            default -> arithmetic(binary, left, right);
        };
    }

    private static Value arithmetic(Expression.Binary binary, Value left, Value right) {
        String operator = binary.operator();
        if (left instanceof Value.Scalar(double one) && right instanceof Value.Scalar(double other)) {
            return new Value.Scalar(compute(operator, one, other).orElse(0));
        }
        Map<Series, Double> vector = new LinkedHashMap<>();
        if (right instanceof Value.Scalar(double other)) {
            left.vector().forEach((series, one) -> put(vector, operator, series, compute(operator, one, other)));
        } else if (left instanceof Value.Scalar(double one)) {
            // A comparison keeps the value of the vector, on whichever side it stands.
            right.vector().forEach((series, other) -> {
                OptionalDouble result = compute(operator, one, other);
                put(
                        vector,
                        operator,
                        series,
                        COMPARISONS.contains(operator) && result.isPresent() ? OptionalDouble.of(other) : result);
            });
        } else {
            Map<Series, Double> others = byKey(right.vector(), binary.on());
            left.vector().forEach((series, one) -> {
                Double other = others.get(key(series, binary.on()));
                if (other != null) {
                    Series shown = binary.on().map(series::only).orElse(series);
                    put(
                            vector,
                            operator,
                            COMPARISONS.contains(operator) ? series : shown,
                            compute(operator, one, other));
                }
            });
        }
        return new Value.Vector(vector);
    }

    private static void put(Map<Series, Double> vector, String operator, Series series, OptionalDouble value) {
        if (value.isPresent()) {
            vector.put(COMPARISONS.contains(operator) ? series : series.named(""), value.getAsDouble());
        }
    }

    private static Value ofSets(Expression.Binary binary, Map<Series, Double> left, Map<Series, Double> right) {
        Map<Series, Double> vector = new LinkedHashMap<>(left);
        switch (binary.operator()) {
            case "and" -> {
                Set<Series> there = byKey(right, binary.on()).keySet();
                vector.keySet().removeIf(series -> !there.contains(key(series, binary.on())));
            }
            case "unless" -> {
                Set<Series> there = byKey(right, binary.on()).keySet();
                vector.keySet().removeIf(series -> there.contains(key(series, binary.on())));
            }
            default -> {
                Set<Series> there = byKey(left, binary.on()).keySet();
                right.forEach((series, value) -> {
                    if (!there.contains(key(series, binary.on()))) {
                        vector.put(series, value);
                    }
                });
            }
        }
        return new Value.Vector(vector);
    }

    private static Map<Series, Double> byKey(Map<Series, Double> vector, Optional<Set<String>> on) {
        Map<Series, Double> keyed = new LinkedHashMap<>();
        vector.forEach((series, value) -> keyed.put(key(series, on), value));
        return keyed;
    }

    private static Series key(Series series, Optional<Set<String>> on) {
        return on.map(series::only).orElseGet(() -> series.named(""));
    }

    /// Empty where a comparison does not hold.
    private static OptionalDouble compute(String operator, double one, double other) {
        return switch (operator) {
            case "+" -> OptionalDouble.of(one + other);
            case "-" -> OptionalDouble.of(one - other);
            case "*" -> OptionalDouble.of(one * other);
            case "/" -> OptionalDouble.of(one / other);
            case "%" -> OptionalDouble.of(one % other);
            case "==" -> kept(one == other, one);
            case "!=" -> kept(one != other, one);
            case ">" -> kept(one > other, one);
            case "<" -> kept(one < other, one);
            case ">=" -> kept(one >= other, one);
            default -> kept(one <= other, one);
        };
    }

    private static OptionalDouble kept(boolean holds, double value) {
        return holds ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
