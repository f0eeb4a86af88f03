package dev.hangar.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What some times come to.
///
/// @param count how many, at least 1
/// @param median half of them took no longer
/// @param high nine of ten took no longer
public record Spread(int count, Duration median, Duration high) {
    private static final int TENTHS = 9;

    /// Of times in milliseconds, in any order; empty for none. The median of an even number lies between its middle
    /// two.
    static Optional<Spread> of(long[] millis) {
        long[] sorted = millis.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        if (count == 0) {
            return Optional.empty();
        }
        long median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        long high = sorted[Math.ceilDiv(TENTHS * count, 10) - 1];
        return Optional.of(new Spread(count, Duration.ofMillis(median), Duration.ofMillis(high)));
    }
}
