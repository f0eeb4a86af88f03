package dev.hangar.simulator.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Evaluates the inner expression of a subquery at each multiple of its step, as Prometheus does.
final class Subqueries {
    private Subqueries() {}

    /// @param oldest instant before which nothing is known, so that long ranges cost no more than short ones
    static void evaluate(
            Evaluation evaluation, Expression.Subquery subquery, long at, long oldest, Map<Series, Samples> results) {
        long step = Math.max(1, subquery.step().toMillis());
        long from = at - subquery.range().toMillis();
        Map<Series, Gathered> gathered = new LinkedHashMap<>();
        for (long time = Math.ceilDiv(Math.max(from, oldest), step) * step; time <= at; time += step) {
            long when = time;
            evaluation
                    .at(subquery.inner(), when)
                    .vector()
                    .forEach((series, value) -> gathered.computeIfAbsent(series, key -> new Gathered())
                            .add(when, value));
        }
        gathered.forEach((series, points) -> results.put(series, points.samples(from, at)));
    }

    /// Grows point by point.
    private static final class Gathered {
        private long[] millis = new long[8];
        private double[] values = new double[8];
        private int size;

        void add(long at, double value) {
            if (size == millis.length) {
                millis = Arrays.copyOf(millis, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            millis[size] = at;
            values[size++] = value;
        }

        Samples samples(long from, long to) {
            return new Samples(from, to, Arrays.copyOf(millis, size), Arrays.copyOf(values, size));
        }
    }
}
