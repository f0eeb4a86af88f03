package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Optional;

/// The rules that run in the shadow: 8 head-rooms × 8 holds × 4 bases (`facts/algorithms.md` F2), and 4 that
/// learn the fleet's gaps (B6). A rule of the first kind has the index `base · 64 + headRoom · 8 + hold`; the
/// others follow.
///
/// With the longest hold the second base is the hold itself, so those eight are twins of the first base: they are
/// counted along, and never chosen.
final class RuleFamily {
    /// Time between two decisions, and the unit of every hold.
    static final int SLOT_SECONDS = 15;

    static final int HEAD_ROOMS = 8;
    static final int HOLDS = 8;
    static final int BASES = 4;

    /// Rules of one base.
    static final int PLAIN = HEAD_ROOMS * HOLDS;

    /// Rules that hold.
    static final int HELD = BASES * PLAIN;

    /// Rules that learn gaps.
    static final int GAPS = 4;

    static final int RULES = HELD + GAPS;

    /// The rule of the beginning, and of the further machines of rules that learn gaps: head-room 0.15, hold 2
    /// min.
    static final int USUAL = HOLDS + 3;

    /// As [#USUAL], and the first machine stays: the rule of the beginning where wake-ups are known to be slow.
    /// While nothing else is known, an hour of one machine is cheaper than a broken promise.
    static final int USUAL_AND_ONE = (BASES - 1) * PLAIN + USUAL;

    private static final double[] HEAD_ROOM = {0, 0.15, 0.3, 0.6, 1, 1.5, 2.2, 3.3};
    private static final int[] HOLD_SLOTS = {0, 2, 4, 8, 20, 40, 80, 240};

    /// Slots; the first stands for the hold itself, the last for ever.
    private static final int[] BASE_SLOTS = {0, 120, 480, Integer.MAX_VALUE};

    private static final int[] GAP_PRICE_SECONDS = {60, 300, 600, 1800};

    static final int LONGEST_HOLD = HOLD_SLOTS[HOLDS - 1];

    private RuleFamily() {}

    static double headRoom(int index) {
        return HEAD_ROOM[index];
    }

    static int holdSlots(int index) {
        return HOLD_SLOTS[index];
    }

    /// Slots for which the first machine is kept by this base; the plain base keeps it no longer than the hold.
    static int baseSlots(int index) {
        return BASE_SLOTS[index];
    }

    static int gapPriceSeconds(int index) {
        return GAP_PRICE_SECONDS[index];
    }

    /// Whether the rule is the twin of another one.
    static boolean isTwin(int rule) {
        return rule / PLAIN == 1 && rule % HOLDS == HOLDS - 1;
    }

    /// The rule in full.
    ///
    /// @param windows what the gap rules have learned
    static Rule rule(int index, GapWindows windows) {
        if (index >= HELD) {
            int gap = index - HELD;
            return new Rule.Gaps(
                    Duration.ofSeconds(GAP_PRICE_SECONDS[gap]), slots(windows.from(gap)), slots(windows.until(gap)));
        }
        int base = index / PLAIN;
        Duration hold = slots(HOLD_SLOTS[index % HOLDS]);
        boolean always = base == BASES - 1;
        Duration kept = always ? Duration.ZERO : slots(BASE_SLOTS[base]);
        return new Rule.Held(
                HEAD_ROOM[index % PLAIN / HOLDS],
                hold,
                always ? Optional.empty() : Optional.of(kept.compareTo(hold) < 0 ? hold : kept));
    }

    static Duration slots(int count) {
        return Duration.ofSeconds((long) count * SLOT_SECONDS);
    }
}
