package dev.hangar.policy.adaptive;

import static dev.hangar.policy.adaptive.RuleFamily.GAPS;
import static dev.hangar.policy.adaptive.RuleFamily.HEAD_ROOMS;
import static dev.hangar.policy.adaptive.RuleFamily.HOLDS;
import static dev.hangar.policy.adaptive.RuleFamily.PLAIN;

/// What all rules want in one slot, packed into 72 chars, which is a third of what objects would take: the
/// machines of the plain rules, of those that learn gaps and of the rule that was followed, the machines that the
/// slot's load needed once it is past, and a bit for every base and head-room that holds a first machine.
final class Row {
    static final int FOLLOWED = PLAIN + GAPS;
    static final int COLUMNS = FOLLOWED + 1;
    static final int CHARS = COLUMNS + 3;

    private static final int NEED = COLUMNS;
    private static final int BITS = COLUMNS + 1;

    private Row() {}

    static char[] empty() {
        return new char[CHARS];
    }

    /// The row when its slot is past.
    static char[] after(char[] row, int need) {
        char[] past = row.clone();
        past[NEED] = (char) need;
        return past;
    }

    static int need(char[] past) {
        return past[NEED];
    }

    /// Machines of a column by a base; the base 0 holds no first machine.
    static int of(char[] row, int column, int base) {
        return Math.max(row[column], base == 0 ? 0 : holds(row, column / HOLDS, base));
    }

    /// 1 where the base holds a first machine, else 0.
    static int holds(char[] row, int headRoom, int base) {
        int bit = base * HEAD_ROOMS + headRoom;
        return row[BITS + bit / Character.SIZE] >>> bit % Character.SIZE & 1;
    }

    /// @param bits of which the one at `base · 8 + headRoom` says that a first machine is held
    static void hold(char[] row, int bits) {
        row[BITS] = (char) bits;
        row[BITS + 1] = (char) (bits >>> Character.SIZE);
    }

    static void write(char[] row, MemoryWriter out) {
        for (char value : row) {
            out.number(value);
        }
    }

    static char[] read(MemoryReader in) {
        char[] row = empty();
        for (int i = 0; i < CHARS; i++) {
            row[i] = (char) in.number(0, Character.MAX_VALUE);
        }
        return row;
    }

    /// A bit for every plain column that is the same as the one before it. Since longer holds never want less,
    /// most are.
    static long repeats(char[] row) {
        long repeats = 0;
        for (int column = 1; column < PLAIN; column++) {
            repeats |= row[column] == row[column - 1] ? 1L << column : 0;
        }
        return repeats;
    }

    /// Whether a head-room wants a machine with every hold, so that bases make no difference.
    static boolean isBusy(char[] row, int headRoom) {
        return row[headRoom * HOLDS] > 0;
    }
}
