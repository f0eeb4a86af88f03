package dev.hangar.daemon;

import java.time.Duration;
import java.util.Optional;

/// Judges whether the loop hangs for good, from looks at it that are about `every` apart: no tick ends, or ticks go on
/// and no pass ends although some are at work.
///
/// What counts is time that was *witnessed*: two looks are taken as at most two periods apart, whatever the clock
/// says. So a machine that was suspended for a night, or a process that was stopped, does not wake up into a stall: it
/// is given as many looks as any other, and a tick or a pass in between clears it.
final class Stall {
    private static final int MOST_PERIODS = 2;

    private final StallLimits limits;
    private final long mostNanos;
    private final Witness ticks = new Witness();
    private final Witness passes = new Witness();
    private long lookedAt;

    /// @param every planned time between two looks
    /// @param nanos monotonic time of the start
    Stall(StallLimits limits, Duration every, long nanos) {
        this.limits = limits;
        this.mostNanos = every.multipliedBy(MOST_PERIODS).toNanos();
        this.lookedAt = nanos;
    }

    /// What a look sees.
    ///
    /// @param nanos monotonic time of the look
    /// @param ticks ticks finished so far
    /// @param pastRead whether one of them has read the past
    /// @param passes passes ended so far
    /// @param oldest time since the oldest claim of an app; zero when none is at work
    record Seen(long nanos, long ticks, boolean pastRead, long passes, Duration oldest) {}

    /// One look; says what hangs for longer than it may, if anything does.
    Optional<String> look(Seen seen) {
        long since = Math.clamp(seen.nanos() - lookedAt, 0, mostNanos);
        lookedAt = seen.nanos();
        Duration tickless = ticks.saw(seen.ticks(), since);
        if (seen.oldest().isZero()) {
            passes.clear();
        }
        Duration passless = passes.saw(seen.passes(), since);
        if (tickless.compareTo(seen.pastRead() ? limits.later() : limits.first()) > 0) {
            return Optional.of("no tick has finished for " + tickless.toSeconds() + " s");
        }
        // Where other passes end, one that hangs costs a place and an app, which is told of but not worth an end.
        boolean hung = passless.compareTo(limits.passes()) > 0 && seen.oldest().compareTo(limits.passes()) > 0;
        return hung
                ? Optional.of("passes are at work and none has ended for " + passless.toSeconds() + " s")
                : Optional.empty();
    }

    /// Time that was seen to go by without a count going up.
    private static final class Witness {
        private long counted;
        private long nanos;

        Duration saw(long count, long since) {
            nanos = count == counted ? nanos + since : 0;
            counted = count;
            return Duration.ofNanos(nanos);
        }

        void clear() {
            counted = -1;
        }
    }
}
