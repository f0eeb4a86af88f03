package dev.hangar.simulator.world;

import java.time.Duration;
import java.util.SplittableRandom;

/// How long the moves of a machine take, as ranges to draw from.
///
/// @param boot cold boot
/// @param resume start from a snapshot
/// @param suspend taking the snapshot
/// @param slowSuspend taking it when Fly is slow: one time in 20 (facts 2.2: more than 15 s has been seen)
/// @param stop until the process has ended, capped by the machine's kill timeout
/// @param stillActive after a stop, until a start is accepted again (facts 2.2: up to about 8 s)
/// @param settle until a machine made with skip_launch becomes stopped by itself, and other bookkeeping
public record Delays(
        Range boot, Range resume, Range suspend, Range slowSuspend, Range stop, Range stillActive, Range settle) {
    private static final int SLOW_SUSPEND_ONE_IN = 20;

    /// A range of durations; draws are uniform, in milliseconds.
    public record Range(Duration low, Duration high) {
        public Range {
            if (low.isNegative() || high.compareTo(low) < 0) {
                throw new IllegalArgumentException("range needs 0 <= low <= high, got " + low + ", " + high);
            }
        }

        /// From milliseconds.
        public static Range millis(long low, long high) {
            return new Range(Duration.ofMillis(low), Duration.ofMillis(high));
        }

        Duration draw(SplittableRandom random) {
            return Duration.ofMillis(random.nextLong(low.toMillis(), high.toMillis() + 1));
        }
    }

    /// Delays as facts 2.2 and 5 report them.
    public static Delays typical() {
        return new Delays(
                Range.millis(2_000, 4_000),
                Range.millis(250, 450),
                Range.millis(1_000, 3_000),
                Range.millis(8_000, 20_000),
                Range.millis(1_000, 5_000),
                Range.millis(1_000, 8_000),
                Range.millis(1_000, 3_000));
    }

    /// The same with another cold boot, for apps that start slowly.
    public Delays withBoot(Range other) {
        return new Delays(other, resume, suspend, slowSuspend, stop, stillActive, settle);
    }

    Duration drawSuspend(SplittableRandom random) {
        return (random.nextInt(SLOW_SUSPEND_ONE_IN) == 0 ? slowSuspend : suspend).draw(random);
    }
}
