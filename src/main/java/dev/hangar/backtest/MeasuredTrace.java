package dev.hangar.backtest;

import java.time.Instant;

/// Makes a trace of measurements that come one by one, as [TraceReader] does of a file with a capacity: the mean
/// of a
/// slot's values, and where it has none the slot before goes on.
public final class MeasuredTrace {
    private final Measurements measurements;

    /// @param capacity what one machine takes, in the unit of the values, above 0
    public MeasuredTrace(double capacity) {
        this.measurements = new Measurements(capacity);
    }

    /// The next measurement.
    ///
    /// @param at not before the one that came last
    /// @param value 0 or more
    /// @throws TraceException naming the value and what was expected
    public void take(Instant at, double value) throws TraceException {
        try {
            measurements.take(at.toEpochMilli(), value);
        } catch (TraceLines.Wrong wrong) {
            throw new TraceException("at " + at + ": " + wrong.getMessage());
        }
    }

    /// The trace of all that came.
    ///
    /// @throws TraceException when nothing did
    public Trace trace(String name) throws TraceException {
        try {
            return measurements.trace(name);
        } catch (TraceLines.Wrong wrong) {
            throw new TraceException(String.valueOf(wrong.getMessage()));
        }
    }
}
