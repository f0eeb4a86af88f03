package dev.hangar.simulator.faults;

import java.time.Duration;
import java.time.Instant;

/// Decides, from a seed alone, what goes wrong with each call and scrape: the same question has the same answer, in
/// whatever order it is asked. Time slots are counted from 1970, so that all who ask share them.
public final class Faults {
    /// Nothing goes wrong.
    public static final Faults NONE = new Faults(FaultDial.NONE, 0);

    private static final Duration CLOCK_SLOT = Duration.ofMinutes(2);
    private static final int[] SERVER_ERRORS = {500, 502, 503, 504};

    private final FaultDial dial;
    private final long seed;

    /// @param seed any number
    public Faults(FaultDial dial, long seed) {
        this.dial = dial;
        this.seed = seed;
    }

    /// What becomes of a call.
    ///
    /// @param call number of the call, or any number that is its own
    /// @param at when it is sent
    /// @param read whether it is a `GET`
    public Fate fate(long call, Instant at, boolean read) {
        FaultDial.Latency latency = dial.api().latency();
        Duration whole = chance("slow", call) < latency.slowShare()
                ? between(latency.high(), latency.slow(), chance("slow latency", call))
                : between(latency.low(), latency.high(), chance("latency", call));
        Duration out = between(Duration.ZERO, whole, chance("way", call));
        return new Fate(out, whole.minus(out), mishap(call, at, read));
    }

    private Fate.Mishap mishap(long call, Instant at, boolean read) {
        FaultDial.Chances chances = dial.api().chances();
        if (inBurst("unavailable", dial.api().unavailable(), at)) {
            int which = (int) (chance("which 5xx", call) * SERVER_ERRORS.length);
            return new Fate.Mishap.Refused(SERVER_ERRORS[which]);
        }
        double rest = chance("mishap", call);
        if (rest < chances.reset()) {
            return new Fate.Mishap.Reset();
        }
        rest -= chances.reset();
        if (rest < chances.lost()) {
            return new Fate.Mishap.Lost();
        }
        rest -= chances.lost();
        if (rest < chances.throttled()) {
            return new Fate.Mishap.Refused(429);
        }
        rest -= chances.throttled();
        return read && rest < chances.stale()
                ? new Fate.Mishap.Stale(between(Duration.ZERO, dial.api().staleUpTo(), chance("age", call)))
                : new Fate.Mishap.None();
    }

    /// Whether Prometheus does not answer.
    public boolean prometheusDown(Instant at) {
        return inBurst("prometheus", dial.metrics().down(), at);
    }

    /// What becomes of the scrape that is due at `at`.
    public Scrape scrape(Instant at) {
        FaultDial.Metrics metrics = dial.metrics();
        double rest = chance("scrape", at.toEpochMilli());
        if (rest < metrics.missed()) {
            return new Scrape.Missed();
        }
        rest -= metrics.missed();
        if (rest < metrics.late()) {
            return new Scrape.Late(between(Duration.ZERO, metrics.delay(), chance("late", at.toEpochMilli())));
        }
        rest -= metrics.late();
        if (rest < metrics.counterReset()) {
            return new Scrape.CounterReset();
        }
        rest -= metrics.counterReset();
        return rest < metrics.restart() ? new Scrape.Restarted() : new Scrape.Taken();
    }

    /// Whether the daemon's clock is ever wrong.
    public boolean clockJumps() {
        return dial.clock().share() > 0;
    }

    /// How far the daemon's clock is off: positive is ahead.
    public Duration clockError(Instant at) {
        long slot = at.toEpochMilli() / CLOCK_SLOT.toMillis();
        FaultDial.ClockJumps jumps = dial.clock();
        if (chance("clock", slot) >= jumps.share()) {
            return Duration.ZERO;
        }
        double signed = 2 * chance("clock error", slot) - 1;
        return Duration.ofMillis((long) (jumps.farthest().toMillis() * signed));
    }

    private boolean inBurst(String what, FaultDial.Bursts bursts, Instant at) {
        return chance(what, at.toEpochMilli() / bursts.length().toMillis()) < bursts.share();
    }

    private static Duration between(Duration low, Duration high, double share) {
        return low.plusMillis((long) (high.minus(low).toMillis() * share));
    }

    /// A number in [0, 1) of a purpose and an index.
    private double chance(String purpose, long index) {
        long mixed = mixed(mixed(seed ^ purpose.hashCode() * 0x9e3779b97f4a7c15L) + index * 0xbf58476d1ce4e5b9L);
        return (mixed >>> 11) * 0x1.0p-53;
    }

    private static long mixed(long input) {
        long z = (input ^ (input >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
