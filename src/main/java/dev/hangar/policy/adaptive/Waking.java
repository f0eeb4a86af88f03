package dev.hangar.policy.adaptive;

import java.time.Duration;

/// What a wake-up costs those who wait for it.
///
/// A request is late when it waits longer than `late-after` for a machine. So of a cold boot of 5 s only the
/// first 4 s make requests late when one second may pass, and a resume of 0.3 s makes nobody late at all. In
/// `facts/results.md` nothing may pass: there the figures follow with `late-after` zero.
///
/// @param lateTime how long after its start a cold machine still makes those late who come for it: its boot
///     time less `late-after`; zero or more
/// @param inTime share of the wake-ups that make nobody late, because they resume within `late-after`; 0 to 1
/// @param proxied whether Fly Proxy starts what is missing at once; else only the next decision does
public record Waking(Duration lateTime, double inTime, boolean proxied) {
    /// Late times are looked at for so long at most: more slots would have to be remembered.
    static final int MOST_SLOTS = 7;

    private static final double KNOWN_TO_BE_SLOW = 0.25;

    private static final Duration LONGEST = Duration.ofSeconds((long) MOST_SLOTS * RuleFamily.SLOT_SECONDS);

    public Waking {
        if (lateTime.isNegative() || !(inTime >= 0 && inTime <= 1)) {
            throw new IllegalArgumentException("late time " + lateTime + " or share in time " + inTime);
        }
        lateTime = lateTime.compareTo(LONGEST) > 0 ? LONGEST : lateTime;
    }

    /// Wake-ups that all take `start`.
    public static Waking always(Duration start, Duration lateAfter, boolean proxied) {
        Duration late = start.minus(lateAfter);
        return new Waking(late.isNegative() ? Duration.ZERO : late, 0, proxied);
    }

    /// Whether hardly any wake-up is in time.
    boolean areKnownToBeSlow() {
        return inTime < KNOWN_TO_BE_SLOW && !lateTime.isZero();
    }

    /// Share of the wake-ups that make somebody late.
    double notInTime() {
        return 1 - inTime;
    }

    /// Whole slots within the late time.
    int slots() {
        return (int) (lateTime.toMillis() / (RuleFamily.SLOT_SECONDS * 1000L));
    }

    /// What is left of the late time after its whole slots, as a share of a slot.
    double rest() {
        return lateTime.toMillis() / (RuleFamily.SLOT_SECONDS * 1e3) - slots();
    }
}
