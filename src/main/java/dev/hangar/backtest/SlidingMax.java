package dev.hangar.backtest;

/// The largest of the last so many values, in constant amortized time: only values that can still become the
/// maximum are kept, oldest and largest first.
final class SlidingMax {
    private final int length;
    private final int[] values;
    private final long[] times;
    private int first;
    private int size;
    private long now;

    /// @param length how many values count, at least 1
    SlidingMax(int length) {
        this.length = length;
        this.values = new int[length];
        this.times = new long[length];
    }

    /// Adds a value; returns the largest of the last `length`, this one included.
    int add(int value) {
        if (size > 0 && times[first] <= now - length) {
            first = (first + 1) % length;
            size--;
        }
        while (size > 0 && values[(first + size - 1) % length] <= value) {
            size--;
        }
        int end = (first + size) % length;
        values[end] = value;
        times[end] = now;
        size++;
        now++;
        return values[first];
    }
}
