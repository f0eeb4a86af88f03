package dev.hangar.simulator.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How much goes wrong, and what.
///
/// @param api calls to the Machines API
/// @param metrics scrapes and queries
/// @param clock the daemon's own clock
public record FaultDial(Api api, Metrics metrics, ClockJumps clock) {
    /// Nothing but a little latency.
    public static final FaultDial NONE = new FaultDial(Api.SOUND, Metrics.SOUND, ClockJumps.NONE);

    /// A bad day of the Machines API: slow, sometimes away, answers lost, reads of the past.
    public static final FaultDial FLAKY_API = new FaultDial(
            new Api(
                    new Latency(Duration.ofMillis(40), Duration.ofMillis(900), 0.03, Duration.ofSeconds(25)),
                    new Chances(0.02, 0.03, 0.03, 0.04),
                    new Bursts(0.06, Duration.ofSeconds(45)),
                    Duration.ofSeconds(20)),
            Metrics.SOUND,
            ClockJumps.NONE);

    /// A bad day of Prometheus: away, gaps, late and out-of-order samples, counters and histories lost.
    public static final FaultDial FLAKY_METRICS = new FaultDial(
            Api.SOUND,
            new Metrics(new Bursts(0.1, Duration.ofSeconds(75)), 0.06, 0.15, Duration.ofSeconds(100), 0.02, 0.01),
            ClockJumps.NONE);

    /// All of it, and a clock that jumps.
    public static final FaultDial STORM =
            new FaultDial(FLAKY_API.api(), FLAKY_METRICS.metrics(), new ClockJumps(0.25, Duration.ofMinutes(10)));

    private static final Map<String, FaultDial> PRESETS =
            new TreeMap<>(Map.of("none", NONE, "api", FLAKY_API, "metrics", FLAKY_METRICS, "storm", STORM));

    /// A preset by name: `none`, `api`, `metrics` or `storm`.
    public static Optional<FaultDial> preset(String name) {
        return Optional.ofNullable(PRESETS.get(name));
    }

    /// What can befall a call.
    ///
    /// @param latency there and back
    /// @param chances of each mishap
    /// @param unavailable time slots in which every call is answered by a 5xx
    /// @param staleUpTo how old the answer of a stale read may be
    public record Api(Latency latency, Chances chances, Bursts unavailable, Duration staleUpTo) {
        static final Api SOUND = new Api(
                new Latency(Duration.ofMillis(20), Duration.ofMillis(160), 0, Duration.ZERO),
                new Chances(0, 0, 0, 0),
                Bursts.NEVER,
                Duration.ZERO);
    }

    /// Time of a whole exchange.
    ///
    /// @param low usual shortest
    /// @param high usual longest
    /// @param slowShare share of exchanges that take up to `slow`, in [0, 1]
    /// @param slow longest of all; beyond the caller's time-out the call may still take effect
    public record Latency(Duration low, Duration high, double slowShare, Duration slow) {
        public Latency {
            if (low.isNegative() || high.compareTo(low) < 0) {
                throw new IllegalArgumentException("latency needs 0 <= low <= high, got " + low + ", " + high);
            }
            Shares.require("share of slow exchanges", slowShare);
        }
    }

    /// Chances per call, each in [0, 1]; the first that comes true counts.
    ///
    /// @param reset the connection breaks before the call took effect
    /// @param lost it took effect and its answer is lost
    /// @param throttled answered 429
    /// @param stale a read is answered as it would have been some time ago
    public record Chances(double reset, double lost, double throttled, double stale) {
        public Chances {
            Shares.require("chance of a reset", reset);
            Shares.require("chance of a lost answer", lost);
            Shares.require("chance of a 429", throttled);
            Shares.require("chance of a stale read", stale);
        }
    }

    /// Time is cut into slots of `length`; in a seeded share of them something lasts all the slot.
    public record Bursts(double share, Duration length) {
        static final Bursts NEVER = new Bursts(0, Duration.ofMinutes(1));

        public Bursts {
            Shares.require("share of bursts", share);
            if (!length.isPositive()) {
                throw new IllegalArgumentException("length of bursts must be positive, got " + length);
            }
        }
    }

    /// What can befall metrics.
    ///
    /// @param down time slots in which Prometheus does not answer
    /// @param missed chance that a scrape fails, which ends every series until the next
    /// @param late chance that a scrape's samples arrive up to `delay` later, after younger ones
    /// @param counterReset chance per scrape that counters begin again at zero
    /// @param restart chance per scrape that Prometheus starts anew, without history
    public record Metrics(
            Bursts down, double missed, double late, Duration delay, double counterReset, double restart) {
        static final Metrics SOUND = new Metrics(Bursts.NEVER, 0, 0, Duration.ZERO, 0, 0);

        public Metrics {
            Shares.require("chance of a missed scrape", missed);
            Shares.require("chance of late samples", late);
            Shares.require("chance of a counter reset", counterReset);
            Shares.require("chance of a restart", restart);
        }
    }

    /// Jumps of the daemon's clock.
    ///
    /// @param share of slots of two minutes in which the clock is wrong
    /// @param farthest how far it may be off, forward and back
    public record ClockJumps(double share, Duration farthest) {
        static final ClockJumps NONE = new ClockJumps(0, Duration.ZERO);

        public ClockJumps {
            Shares.require("share of clock jumps", share);
        }
    }

    /// In a class of its own: a record that asked the dial would have the presets made before its own constants.
    private static final class Shares {
        static void require(String what, double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(what + " must be in [0, 1], got " + value);
            }
        }
    }
}
