package dev.hangar.policy.adaptive;

import java.util.Arrays;

/// Finds for every price the window that minimizes, over a fleet's gaps, the machine time awake plus the price of
/// each gap whose end it misses (`facts/algorithms.md` B6). Two made-up gaps stand for what has not been seen yet.
///
/// Windows open and close at quantiles of the gaps. How many gaps are shorter than each of those is looked up
/// once, for all prices.
final class WindowSearch {
    /// Log-uniform between 15 s and 4 h, in slots.
    private static final int[] MADE_UP = {10, 97};

    private static final int CANDIDATES = 24;

    private final int[] sorted;
    private final long[] sums;

    /// Quantiles of the gaps plus 1 slot, where windows close.
    private final int[] closes = new int[CANDIDATES];

    /// For each of them the gaps that end before the window closes, and those that are no longer than it.
    private final int[] closed = new int[CANDIDATES];

    private final int[] reached = new int[CANDIDATES];

    private WindowSearch(int[] sorted) {
        this.sorted = sorted;
        this.sums = new long[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) {
            sums[i + 1] = sums[i] + sorted[i];
        }
        for (int i = 0; i < CANDIDATES; i++) {
            closes[i] = sorted[(int) ((long) i * (sorted.length - 1) / (CANDIDATES - 1))] + 1;
            closed[i] = upTo(closes[i] - 1);
            reached[i] = upTo(closes[i]);
        }
    }

    /// @param gaps in slots, in any order
    static WindowSearch in(char[] gaps) {
        int[] all = Arrays.copyOf(MADE_UP, MADE_UP.length + gaps.length);
        for (int i = 0; i < gaps.length; i++) {
            all[MADE_UP.length + i] = gaps[i];
        }
        Arrays.sort(all);
        return new WindowSearch(all);
    }

    /// Slots after the last work at which the windows open, by price, then those at which they close.
    int[] windows() {
        int[] windows = new int[2 * RuleFamily.GAPS];
        long[] least = new long[RuleFamily.GAPS];
        Arrays.fill(least, Long.MAX_VALUE);
        opening(0, least, windows);
        for (int i = 0; i < CANDIDATES; i++) {
            int opens = closes[i] - 2;
            if (opens > 0 && !isRepeated(i)) {
                opening(opens, least, windows);
            }
        }
        return windows;
    }

    /// All windows that open at `opens`: first the one that closes at once.
    private void opening(int opens, long[] least, int[] windows) {
        int asleep = upTo(opens);
        int missed = opens == 0 ? 0 : asleep;
        int before = upTo(opens - 1);
        take(opens, opens, sorted.length - Math.max(0, before - missed), 0, least, windows);
        for (int i = 0; i < CANDIDATES; i++) {
            if (closes[i] >= opens && !isRepeated(i)) {
                int misses = sorted.length - Math.max(0, closed[i] - missed);
                int last = reached[i];
                long awake = sums[last]
                        - sums[asleep]
                        - (long) (last - asleep) * opens
                        + (long) (sorted.length - last) * (closes[i] - opens);
                take(opens, closes[i], misses, awake, least, windows);
            }
        }
    }

    /// Where many gaps are alike, quantiles repeat.
    private boolean isRepeated(int candidate) {
        return candidate > 0 && closes[candidate] == closes[candidate - 1];
    }

    private static void take(int opens, int closes, int misses, long awake, long[] least, int[] windows) {
        for (int rule = 0; rule < RuleFamily.GAPS; rule++) {
            long its = (long) RuleFamily.gapPriceSeconds(rule) * misses + RuleFamily.SLOT_SECONDS * awake;
            if (its < least[rule]) {
                least[rule] = its;
                windows[rule] = opens;
                windows[RuleFamily.GAPS + rule] = closes;
            }
        }
    }

    /// How many gaps are `slots` or shorter.
    private int upTo(int slots) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= slots) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
