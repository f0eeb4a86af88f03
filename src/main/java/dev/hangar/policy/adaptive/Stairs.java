package dev.hangar.policy.adaptive;

import java.util.Arrays;

import static dev.hangar.policy.adaptive.RuleFamily.HEAD_ROOMS;
import static dev.hangar.policy.adaptive.RuleFamily.HOLDS;

/// For every head-room the machines wanted within the last hour, as the steps that can still become a maximum:
/// their slots ascend, their values strictly descend. So one walk answers for every hold.
///
/// A step is packed into an int: slot modulo 65,536 above, value below. There are at most [#DEPTH] steps; where
/// more would be needed the two oldest become one that holds the larger value for longer, which errs towards more
/// machines.
final class Stairs {
    private static final int DEPTH = 16;
    private static final int LOW = 0xFFFF;

    private final int[] steps;
    private final byte[] counts;

    Stairs() {
        this(new int[HEAD_ROOMS * DEPTH], new byte[HEAD_ROOMS]);
    }

    private Stairs(int[] steps, byte[] counts) {
        this.steps = steps;
        this.counts = counts;
    }

    Stairs copy() {
        return new Stairs(steps.clone(), counts.clone());
    }

    /// Notes what `headRoom` wants in `slot`.
    ///
    /// @param value machines, up to 65,535
    void push(int headRoom, int slot, int value) {
        int from = headRoom * DEPTH;
        int count = counts[headRoom];
        while (count > 0 && (steps[from + count - 1] & LOW) <= value) {
            count--;
        }
        int old = 0;
        while (old < count && age(steps[from + old], slot) > RuleFamily.LONGEST_HOLD) {
            old++;
        }
        if (old > 0) {
            count -= old;
            System.arraycopy(steps, from + old, steps, from, count);
        } else if (count == DEPTH) {
            steps[from + 1] = (steps[from + 1] & ~LOW) | (steps[from] & LOW);
            count--;
            System.arraycopy(steps, from + 1, steps, from, count);
        }
        steps[from + count] = (slot << 16) | value;
        counts[headRoom] = (byte) (count + 1);
    }

    /// Writes the largest value within every hold, seen from `slot`, to `wanted` from `headRoom · 8` on.
    void maxima(int headRoom, int slot, char[] wanted) {
        int from = headRoom * DEPTH;
        int at = counts[headRoom] - 1;
        for (int hold = 0; hold < HOLDS; hold++) {
            int longest = RuleFamily.holdSlots(hold);
            while (at > 0 && age(steps[from + at - 1], slot) <= longest) {
                at--;
            }
            wanted[headRoom * HOLDS + hold] = (char) (steps[from + at] & LOW);
        }
    }

    private static int age(int step, int slot) {
        return (slot - (step >>> 16)) & LOW;
    }

    int bytes() {
        return steps.length * Integer.BYTES + counts.length;
    }

    boolean same(Stairs other) {
        return Arrays.equals(steps, other.steps) && Arrays.equals(counts, other.counts);
    }
}
