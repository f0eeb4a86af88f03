package dev.hangar.simulator.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/// Functions over the samples of a range, as Prometheus computes them.
enum RangeFunction {
    RATE,
    INCREASE,
    DELTA,
    MAX_OVER_TIME,
    MIN_OVER_TIME,
    AVG_OVER_TIME,
    SUM_OVER_TIME,
    COUNT_OVER_TIME,
    LAST_OVER_TIME,
    QUANTILE_OVER_TIME;

    /// A gap that is longer than the usual one by this much is not filled.
    private static final double USUAL_GAP = 1.1;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The value; empty where there are too few samples.
    ///
    /// @param samples ascending
    OptionalDouble apply(Samples samples, double parameter) {
        if (samples.size() == 0) {
            return OptionalDouble.empty();
        }
        return switch (this) {
            case RATE -> extrapolated(samples, true, true);
            case INCREASE -> extrapolated(samples, true, false);
            case DELTA -> extrapolated(samples, false, false);
            case MAX_OVER_TIME -> Arrays.stream(samples.values()).max();
            case MIN_OVER_TIME -> Arrays.stream(samples.values()).min();
            case AVG_OVER_TIME -> Arrays.stream(samples.values()).average();
            case SUM_OVER_TIME ->
                OptionalDouble.of(Arrays.stream(samples.values()).sum());
            case COUNT_OVER_TIME -> OptionalDouble.of(samples.size());
            case LAST_OVER_TIME -> OptionalDouble.of(samples.values()[samples.size() - 1]);
            case QUANTILE_OVER_TIME -> OptionalDouble.of(quantile(samples.values(), parameter));
        };
    }

    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = Math.clamp(q, 0, 1) * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(sorted.length - 1, lower + 1);
        double weight = rank - lower;
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }

    /// The change between the first and the last sample, stretched to the edges of the range as far as samples could
    /// be expected there; resets of a counter are made good, and it is not stretched below zero.
    private static OptionalDouble extrapolated(Samples samples, boolean counter, boolean perSecond) {
        int last = samples.size() - 1;
        if (last < 1) {
            return OptionalDouble.empty();
        }
        double change = change(samples.values(), counter);
        double sampled = (samples.millis()[last] - samples.millis()[0]) / 1000.0;
        double usual = sampled / last;
        double toStart = (samples.millis()[0] - samples.from()) / 1000.0;
        double toEnd = (samples.to() - samples.millis()[last]) / 1000.0;
        double first = samples.values()[0];
        if (counter && change > 0 && first >= 0) {
            toStart = Math.min(toStart, sampled * (first / change));
        }
        double stretched = sampled + edge(toStart, usual) + edge(toEnd, usual);
        double whole = change * (stretched / sampled);
        return OptionalDouble.of(perSecond ? whole / ((samples.to() - samples.from()) / 1000.0) : whole);
    }

    private static double edge(double gap, double usual) {
        return gap < usual * USUAL_GAP ? gap : usual / 2;
    }

    private static double change(double[] values, boolean counter) {
        double change = values[values.length - 1] - values[0];
        for (int i = 1; counter && i < values.length; i++) {
            change += values[i] < values[i - 1] ? values[i - 1] : 0;
        }
        return change;
    }
}
