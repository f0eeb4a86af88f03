package dev.hangar.daemon;

import java.time.Duration;

/// Judges whether the loop hangs for good, from looks at it that are about `every` apart.
///
/// What counts is time that was *witnessed*: two looks are taken as at most two periods apart, whatever the clock
/// says. So a machine that was suspended for a night, or a process that was stopped, does not wake up into a stall: it
/// is given as many looks as any other, and a tick in between clears it.
final class Stall {
    private static final int MOST_PERIODS = 2;

    private final StallLimits limits;
    private final long mostNanos;
    private long lookedAt;
    private long ticksSeen;
    private long witnessedNanos;

    /// @param every planned time between two looks
    /// @param nanos monotonic time of the start
    Stall(StallLimits limits, Duration every, long nanos) {
        this.limits = limits;
        this.mostNanos = every.multipliedBy(MOST_PERIODS).toNanos();
        this.lookedAt = nanos;
    }

    /// One look; true when the loop has hung for longer than it may.
    ///
    /// @param nanos monotonic time of the look
    /// @param ticks ticks finished so far
    boolean look(long nanos, long ticks) {
        long since = Math.clamp(nanos - lookedAt, 0, mostNanos);
        lookedAt = nanos;
        witnessedNanos = ticks == ticksSeen ? witnessedNanos + since : 0;
        ticksSeen = ticks;
        return witnessed().compareTo(ticks == 0 ? limits.first() : limits.later()) > 0;
    }

    /// Time that was seen to go by without a finished tick.
    Duration witnessed() {
        return Duration.ofNanos(witnessedNanos);
    }
}
