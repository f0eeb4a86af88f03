package dev.hangar.policy.adaptive;

import java.util.Arrays;

/// The gaps between a fleet's work, and for each of four prices the window after its last work in which the only
/// machine should be awake (`facts/algorithms.md` B6).
///
/// The window is found by [WindowSearch] over the last 400 gaps.
final class GapWindows {
    private static final int MOST = 400;
    private static final int FEWEST = 3;

    private static final int LONGEST = Character.MAX_VALUE;

    private char[] gaps;
    private int next;

    /// Where the windows open, then where they close. Neither array is ever changed in place: copies share them.
    private int[] windows;

    GapWindows() {
        this(new char[0], 0, new int[2 * RuleFamily.GAPS]);
        for (int rule = 0; rule < RuleFamily.GAPS; rule++) {
            windows[RuleFamily.GAPS + rule] = RuleFamily.gapPriceSeconds(rule) / RuleFamily.SLOT_SECONDS;
        }
    }

    private GapWindows(char[] gaps, int next, int[] windows) {
        this.gaps = gaps;
        this.next = next;
        this.windows = windows;
    }

    GapWindows copy() {
        return new GapWindows(gaps, next, windows);
    }

    int from(int rule) {
        return windows[rule];
    }

    int until(int rule) {
        return windows[RuleFamily.GAPS + rule];
    }

    /// Whether the machine is awake when the gap has lasted for `idle` slots.
    boolean awake(int rule, int idle) {
        return from(rule) <= idle && idle < until(rule);
    }

    /// Notes a gap of so many idle slots, at least 1.
    void ended(int slots) {
        boolean full = gaps.length == MOST;
        char[] longer = full ? gaps.clone() : Arrays.copyOf(gaps, gaps.length + 1);
        int at = full ? next : gaps.length;
        longer[at] = (char) Math.min(LONGEST, slots);
        next = (at + 1) % MOST;
        gaps = longer;
    }

    /// Finds the windows anew.
    void learn() {
        if (gaps.length < FEWEST) {
            return;
        }
        windows = WindowSearch.in(gaps).windows();
    }

    int gapsSeen() {
        return gaps.length;
    }

    void write(MemoryWriter out) {
        out.number(gaps.length);
        for (char gap : gaps) {
            out.number(gap);
        }
        out.number(next);
        for (int edge : windows) {
            out.number(edge);
        }
    }

    static GapWindows read(MemoryReader in) {
        char[] gaps = new char[in.number(0, MOST)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (char) in.number(1, LONGEST);
        }
        int next = in.number(0, MOST - 1);
        int[] windows = new int[2 * RuleFamily.GAPS];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = in.number(i < RuleFamily.GAPS ? 0 : windows[i - RuleFamily.GAPS], LONGEST + 1);
        }
        return new GapWindows(gaps, next, windows);
    }

    boolean same(GapWindows other) {
        return Arrays.equals(gaps, other.gaps) && next == other.next && Arrays.equals(windows, other.windows);
    }
}
