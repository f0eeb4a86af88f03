package dev.hangar.policy.adaptive;

import java.util.Arrays;

/// The gaps between a fleet's work, and for each of four prices the window after its last work in which the only
/// machine should be awake (`facts/algorithms.md` B6).
///
/// The window minimizes, over the last gaps, the machine time awake plus the price of each gap whose end it
/// misses. Two made-up gaps stand for what has not been seen yet.
final class GapWindows {
    private static final int MOST = 400;
    private static final int FEWEST = 3;

    /// Log-uniform between 15 s and 4 h, in slots.
    private static final int[] MADE_UP = {10, 97};

    private static final int CANDIDATES = 24;
    private static final int LONGEST = Character.MAX_VALUE;

    private char[] gaps;
    private int next;
    private final int[] from;
    private final int[] until;

    GapWindows() {
        this(new char[0], 0, new int[RuleFamily.GAPS], new int[RuleFamily.GAPS]);
        for (int rule = 0; rule < RuleFamily.GAPS; rule++) {
            until[rule] = RuleFamily.gapPriceSeconds(rule) / RuleFamily.SLOT_SECONDS;
        }
    }

    private GapWindows(char[] gaps, int next, int[] from, int[] until) {
        this.gaps = gaps;
        this.next = next;
        this.from = from;
        this.until = until;
    }

    GapWindows copy() {
        return new GapWindows(gaps, next, from.clone(), until.clone());
    }

    int from(int rule) {
        return from[rule];
    }

    int until(int rule) {
        return until[rule];
    }

    /// Whether the machine is awake when the gap has lasted for `idle` slots.
    boolean awake(int rule, int idle) {
        return from[rule] <= idle && idle < until[rule];
    }

    /// Notes a gap of so many idle slots, at least 1. The array is never changed in place: copies share it.
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
        int count = gaps.length + MADE_UP.length;
        int[] sorted = new int[count];
        for (int i = 0; i < gaps.length; i++) {
            sorted[i] = gaps[i];
        }
        System.arraycopy(MADE_UP, 0, sorted, gaps.length, MADE_UP.length);
        Arrays.sort(sorted);
        long[] sums = new long[count + 1];
        for (int i = 0; i < count; i++) {
            sums[i + 1] = sums[i] + sorted[i];
        }
        for (int rule = 0; rule < RuleFamily.GAPS; rule++) {
            learn(rule, sorted, sums);
        }
    }

    private void learn(int rule, int[] sorted, long[] sums) {
        long price = RuleFamily.gapPriceSeconds(rule);
        long best = Long.MAX_VALUE;
        for (int a = -1; a < CANDIDATES; a++) {
            int opens = a < 0 ? 0 : Math.max(0, candidate(sorted, a) - 1);
            for (int b = -1; b < CANDIDATES; b++) {
                int closes = b < 0 ? opens : candidate(sorted, b) + 1;
                if (closes < opens || (a >= 0 && opens == 0)) {
                    continue;
                }
                long its = price * misses(sorted, opens, closes)
                        + RuleFamily.SLOT_SECONDS * awakeSlots(sorted, sums, opens, closes);
                if (its < best) {
                    best = its;
                    from[rule] = opens;
                    until[rule] = closes;
                }
            }
        }
    }

    private static int candidate(int[] sorted, int index) {
        return sorted[(int) ((long) index * (sorted.length - 1) / (CANDIDATES - 1))];
    }

    /// Gaps that do not end while the machine is awake; one that opens in the very slot comes too late.
    private static int misses(int[] sorted, int opens, int closes) {
        int first = opens == 0 ? 0 : firstAbove(sorted, opens);
        int hits = Math.max(0, firstAbove(sorted, closes - 1) - first);
        return sorted.length - hits;
    }

    /// Sum of `max(0, min(gap, closes) - opens)`.
    private static long awakeSlots(int[] sorted, long[] sums, int opens, int closes) {
        int first = firstAbove(sorted, opens);
        int last = firstAbove(sorted, closes);
        return sums[last]
                - sums[first]
                - (long) (last - first) * opens
                + (long) (sorted.length - last) * (closes - opens);
    }

    /// How many values are `value` or less.
    private static int firstAbove(int[] sorted, int value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int gapsSeen() {
        return gaps.length;
    }

    int bytes() {
        return gaps.length * Character.BYTES + 2 * RuleFamily.GAPS * Integer.BYTES;
    }

    boolean same(GapWindows other) {
        return Arrays.equals(gaps, other.gaps)
                && next == other.next
                && Arrays.equals(from, other.from)
                && Arrays.equals(until, other.until);
    }
}
