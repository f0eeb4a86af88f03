package dev.hangar.policy;

import dev.hangar.policy.adaptive.AdaptiveMemory;
import java.time.Duration;

/// Work that one ready machine takes, in the unit of its signal.
public sealed interface Capacity {
    /// The soft limit of the machine's own service; 20 where Fly's config sets none.
    record ServiceSoftLimit() implements Capacity {}

    /// A number that the user gave; positive and finite.
    record PerMachine(double units) implements Capacity {
        public PerMachine {
            if (!Double.isFinite(units) || units <= 0) {
                throw new IllegalArgumentException("capacity per machine must be > 0, got " + units);
            }
        }
    }

    /// A queue: the signal counts jobs that wait, and only those. Machines for them come on top of those that
    /// work already, since a job that waits is in nobody's hands yet.
    ///
    /// @param serviceTime mean time that one machine takes for one job; of a machine that works several at once,
    ///     that part of it; above zero
    /// @param waitTarget how long a job may wait; zero or more
    record Queue(Duration serviceTime, Duration waitTarget) implements Capacity {
        /// From one look at the queue to the next: so long may a job wait before it is seen.
        static final Duration LOOK = AdaptiveMemory.SLOT;

        public Queue {
            if (!serviceTime.isPositive() || waitTarget.isNegative()) {
                throw new IllegalArgumentException("service time " + serviceTime + " or wait target " + waitTarget);
            }
        }

        /// Waiting jobs that one machine works off in time, 1 or more: `max(s, T - L - D) / s`. What is left of
        /// the wait target once the queue was looked at and the machine started is its own to work in, and it
        /// always gets to begin one job (algorithms F5).
        ///
        /// @param start how long the start of a machine takes, `L`: a boot, since any snapshot may be lost
        double jobs(Duration start) {
            Duration left = waitTarget.minus(start).minus(LOOK);
            Duration time = left.compareTo(serviceTime) > 0 ? left : serviceTime;
            return seconds(time) / seconds(serviceTime);
        }

        /// How long after it came a job that needs a machine of its own makes itself late: a look and a start,
        /// less what it may wait. Zero where the wait target covers both.
        Duration lateTime(Duration start) {
            Duration late = start.plus(LOOK).minus(waitTarget);
            return late.isNegative() ? Duration.ZERO : late;
        }

        private static double seconds(Duration time) {
            return time.toNanos() / 1e9;
        }
    }
}
