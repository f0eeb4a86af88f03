package dev.hangar.simulator.metrics;

/// Samples of one series within a range.
///
/// @param from first instant of the range, Unix milliseconds
/// @param to last instant of the range
/// @param millis when each was taken, ascending
/// @param values as many
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and read a million times
record Samples(long from, long to, long[] millis, double[] values) {
    int size() {
        return values.length;
    }
}
