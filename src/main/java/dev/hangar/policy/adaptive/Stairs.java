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

    /// How many steps there are, a byte for every head-room.
    private long counts;

    Stairs() {
        this(new int[HEAD_ROOMS * DEPTH], 0);
    }

    private Stairs(int[] steps, long counts) {
        this.steps = steps;
        this.counts = counts;
    }

    Stairs copy() {
        return new Stairs(steps.clone(), counts);
    }

    private int count(int headRoom) {
        return (int) (counts >>> (headRoom * Byte.SIZE)) & 0xFF;
    }

    private void count(int headRoom, int count) {
        int shift = headRoom * Byte.SIZE;
        counts = (counts & ~(0xFFL << shift)) | ((long) count << shift);
    }

    /// Notes what `headRoom` wants in `slot`.
    ///
    /// @param value machines, up to 65,535
    void push(int headRoom, int slot, int value) {
        int from = headRoom * DEPTH;
        int count = count(headRoom);
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
        count(headRoom, count + 1);
    }

    /// Writes the largest value within every hold, seen from `slot`, to `wanted` from `headRoom · 8` on.
    void maxima(int headRoom, int slot, char[] wanted) {
        int from = headRoom * DEPTH;
        int at = count(headRoom) - 1;
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

    /// Steps that count, seen from `slot`, in which the last was noted.
    void write(MemoryWriter out, int slot) {
        for (int headRoom = 0; headRoom < HEAD_ROOMS; headRoom++) {
            out.number(count(headRoom));
            for (int at = 0; at < count(headRoom); at++) {
                int step = steps[headRoom * DEPTH + at];
                out.number(age(step, slot));
                out.number(step & LOW);
            }
        }
    }

    static Stairs read(MemoryReader in, int slot) {
        Stairs stairs = new Stairs();
        for (int headRoom = 0; headRoom < HEAD_ROOMS; headRoom++) {
            int count = in.number(1, DEPTH);
            int age = LOW;
            int value = LOW + 1;
            for (int at = 0; at < count; at++) {
                age = in.number(0, age - (at == 0 ? 0 : 1));
                value = in.number(0, value - 1);
                stairs.steps[headRoom * DEPTH + at] = ((slot - age) << Character.SIZE) | value;
            }
            stairs.count(headRoom, count);
        }
        return stairs;
    }

    /// Whether the steps that count are the same.
    boolean same(Stairs other) {
        if (counts != other.counts) {
            return false;
        }
        for (int headRoom = 0; headRoom < HEAD_ROOMS; headRoom++) {
            int from = headRoom * DEPTH;
            int to = from + count(headRoom);
            if (!Arrays.equals(steps, from, to, other.steps, from, to)) {
                return false;
            }
        }
        return true;
    }
}
