package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// One rule of the family.
public sealed interface Rule {
    /// The rule in words, such as `head-room 0.3, hold 2m, first machine 30m`.
    String words();

    /// With load `x` of the last slot, `ceil(x + headRoom · √x)` machines, each held until it was not wanted for
    /// `hold`,
    /// and the first one for `base` (`facts/algorithms.md` F2).
    ///
    /// @param headRoom head-room in standard deviations of a Poisson load, 0 or more
    /// @param hold how long a machine stays after it was last wanted
    /// @param base how long the first machine stays after it was last wanted, at least `hold`; empty: for good
    record Held(double headRoom, Duration hold, Optional<Duration> base) implements Rule {
        @Override
        public String words() {
            String first = base.map(time -> time.equals(hold) ? "" : ", first machine " + text(time))
                    .orElse(", first machine always");
            return String.format(Locale.ROOT, "head-room %.2f, hold %s%s", headRoom, text(hold), first);
        }
    }

    /// For fleets that are often idle: after work the only machine sleeps when the gap is `from` long and is
    /// awake again, before anybody asks, until it is `until` long. Learned from the fleet's own gaps
    /// (`facts/algorithms.md` B6).
    ///
    /// @param price machine time that a missed wake-up is worth to this rule
    /// @param from zero: it stays on at first; else asleep until so long after the last work
    /// @param until then it sleeps until somebody comes
    record Gaps(Duration price, Duration from, Duration until) implements Rule {
        @Override
        public String words() {
            String when = from.isZero() ? "kept for " + text(until) : "awake from " + text(from) + " to " + text(until);
            return "learned gaps, " + when + " after the last work";
        }
    }

    private static String text(Duration time) {
        if (time.isZero()) {
            return "0s";
        }
        String exact = time.toString().substring(2).toLowerCase(Locale.ROOT);
        return time.toHours() > 0 && time.toMinutesPart() == 0 && time.toSecondsPart() == 0
                ? time.toHours() + "h"
                : exact;
    }
}
