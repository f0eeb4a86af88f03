package dev.hangar.simulator.metrics;

import java.util.Arrays;

/// The samples of one series, ascending. A stale marker is kept as NaN, which no exported series ever is.
final class Row {
    private static final double STALE = Double.NaN;

    private long[] millis = new long[8];
    private double[] values = new double[8];
    private int begin;
    private int end;

    boolean isEmpty() {
        return begin == end;
    }

    long lastAt() {
        return millis[end - 1];
    }

    /// Adds a sample in its place; before it come those of the same instant.
    void add(long at, double value) {
        if (end == millis.length) {
            makeRoom();
        }
        int place = firstAfter(at);
        System.arraycopy(millis, place, millis, place + 1, end - place);
        System.arraycopy(values, place, values, place + 1, end - place);
        millis[place] = at;
        values[place] = value;
        end++;
    }

    /// Says that the series was gone at a scrape.
    void end(long at) {
        add(at, STALE);
    }

    private void makeRoom() {
        int size = end - begin;
        boolean grow = size > millis.length / 2;
        long[] moreMillis = grow ? new long[millis.length * 2] : millis;
        double[] moreValues = grow ? new double[values.length * 2] : values;
        System.arraycopy(millis, begin, moreMillis, 0, size);
        System.arraycopy(values, begin, moreValues, 0, size);
        millis = moreMillis;
        values = moreValues;
        begin = 0;
        end = size;
    }

    void forgetBefore(long oldest) {
        begin = firstAfter(oldest - 1);
    }

    /// Index of the newest sample at an instant that is younger than `lookback`; -1 when there is none, or the series
    /// was gone.
    int newest(long at, long lookback) {
        int index = firstAfter(at) - 1;
        boolean fresh = index >= begin && millis[index] > at - lookback && !Double.isNaN(values[index]);
        return fresh ? index : -1;
    }

    long at(int index) {
        return millis[index];
    }

    double value(int index) {
        return values[index];
    }

    /// Samples from one instant to another, both included.
    Samples between(long from, long to) {
        int first = firstAfter(from - 1);
        int behind = firstAfter(to);
        long[] times = new long[behind - first];
        double[] found = new double[behind - first];
        int count = 0;
        for (int i = first; i < behind; i++) {
            if (!Double.isNaN(values[i])) {
                times[count] = millis[i];
                found[count++] = values[i];
            }
        }
        return new Samples(from, to, Arrays.copyOf(times, count), Arrays.copyOf(found, count));
    }

    /// Index of the first sample later than `at`.
    private int firstAfter(long at) {
        int low = begin;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (millis[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
