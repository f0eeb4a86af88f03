package dev.hangar.prometheus;

import dev.hangar.model.Reading;
import dev.hangar.model.Reading.AbsenceReason;
import dev.hangar.model.SignalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides what a number is worth. Every doubt leans to the side that cannot shrink a fleet:
///
/// - Several series for one subject: no number at all. Picking one is a lottery, and summing is wrong for a ratio, a
///   percentile or an average; who wants the sum writes `sum by (app, region, instance) (…)`.
/// - NaN, ±Inf, negative: no number.
/// - Older than `maxAge`, sample time missing, or more than [#CLOCK_SKEW] in the future (two clocks disagree, so no age
///   can be trusted): stale, at least `maxAge` old.
/// - Partial answer: stale with its age. What is known may justify growth; what is missing must not look like thrift.
record Judge(SignalQuery query, Instant at, boolean partial) {
    /// Clocks of machines under NTP agree far better; more than this is a broken clock, not network time.
    static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /// Sample times beyond the year 5138 are garbage, and would overflow.
    private static final double LARGEST_TIME = 1e11;

    /// @param values every value of the subject, at least one
    /// @param times sample times in Unix seconds, empty when none came
    Reading reading(List<Double> values, List<Double> times) {
        if (values.size() != 1) {
            return new Reading.Absent(AbsenceReason.NOT_A_NUMBER);
        }
        double value = values.getFirst() + 0.0; // turns -0.0 into 0.0
        if (!Double.isFinite(value) || value < 0) {
            return new Reading.Absent(AbsenceReason.NOT_A_NUMBER);
        }
        // Several times: the oldest speaks for all.
        double oldest = times.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        if (!(oldest >= 0 && oldest < LARGEST_TIME)) {
            return new Reading.Stale(value, query.maxAge());
        }
        return aged(value, Instant.ofEpochMilli(Math.round(oldest * 1000)));
    }

    private Reading aged(double value, Instant sampledAt) {
        Duration age = Duration.between(sampledAt, at);
        if (age.compareTo(CLOCK_SKEW.negated()) < 0) {
            return new Reading.Stale(value, query.maxAge());
        }
        Duration known = age.isNegative() ? Duration.ZERO : age;
        if (partial || known.compareTo(query.maxAge()) > 0) {
            return new Reading.Stale(value, known);
        }
        return new Reading.Fresh(value, at.minus(known));
    }
}
