package dev.hangar.telemetry;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long ago the newest pass of one fleet was heard of: real time, also where the daemon's clock runs faster.
final class PassAge {
    private static final int INTERVALS = 5;
    private static final Duration SHORTEST = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private final long limit;
    private volatile long heard;

    /// @param nanos monotonic time
    /// @param interval real time from one pass to the next
    PassAge(LongSupplier nanos, Duration interval) {
        Duration several = interval.multipliedBy(INTERVALS);
        this.nanos = nanos;
        this.limit = (several.compareTo(SHORTEST) < 0 ? SHORTEST : several).toNanos();
        this.heard = nanos.getAsLong();
    }

    void renew() {
        heard = nanos.getAsLong();
    }

    /// Whether it no longer tells what is so now: older than 5 intervals, at least 2 min.
    boolean isOld() {
        return nanos.getAsLong() - heard > limit;
    }
}
