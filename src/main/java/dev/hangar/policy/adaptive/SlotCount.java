package dev.hangar.policy.adaptive;

import static dev.hangar.policy.adaptive.RuleFamily.BASES;
import static dev.hangar.policy.adaptive.RuleFamily.GAPS;
import static dev.hangar.policy.adaptive.RuleFamily.HEAD_ROOMS;
import static dev.hangar.policy.adaptive.RuleFamily.HELD;
import static dev.hangar.policy.adaptive.RuleFamily.HOLDS;
import static dev.hangar.policy.adaptive.RuleFamily.PLAIN;

/// What one slot came to under every rule (`facts/results.md` 1).
///
/// The most frequent loop of all, so it counts once what is alike: the holds of a head-room that want the same,
/// and the bases where every hold keeps a machine anyway.
final class SlotCount {
    /// A load that is whole but for the last bits must not cost a machine.
    static final double EPSILON = 1e-9;

    private final double load;
    private final double perLoad;
    private final double rest;
    private final float atLeast;
    private final int need;
    private final boolean proxied;
    private final char[] wanted;
    private final char[][] past;
    private final Ledger books;

    /// A bit for every plain column that wanted and wants the same as the one before it.
    private final long repeats;

    /// @param load of the slot, in machines
    /// @param came requests in the slot
    /// @param wanted the slot's row
    /// @param past rows before it, newest first: one more than whole slots are in the late time
    SlotCount(double load, double came, Waking waking, char[] wanted, char[][] past) {
        this.load = load;
        perLoad = load > 0 ? came / load : 0;
        rest = waking.rest();
        atLeast = waking.lateTime().isZero() ? 0 : (float) Math.min(1, came);
        proxied = waking.proxied();
        need = proxied ? Shadow.need(load) : 0;
        this.wanted = wanted;
        this.past = past;
        books = Ledger.ofSlot(came);
        repeats = repeats(wanted, past);
    }

    private static long repeats(char[] wanted, char[][] past) {
        long repeats = Row.repeats(wanted);
        for (char[] row : past) {
            repeats &= Row.repeats(row);
        }
        return repeats;
    }

    /// The slot's ledger.
    Ledger counted() {
        boolean bases = false;
        for (int headRoom = 0; headRoom < HEAD_ROOMS; headRoom++) {
            headRoom(headRoom, 0);
            bases |= !isBusy(headRoom);
        }
        for (int base = 1; base < BASES; base++) {
            books.bookAlike(0, base * PLAIN, PLAIN);
            if (bases) {
                base(base);
            }
        }
        for (int gap = 0; gap < GAPS; gap++) {
            book(HELD + gap, PLAIN + gap, 0);
        }
        books.bookFollowed(late(Row.FOLLOWED, 0));
        return books;
    }

    /// Books again where a held first machine makes a difference.
    private void base(int base) {
        for (int headRoom = 0; headRoom < HEAD_ROOMS; headRoom++) {
            if (!isBusy(headRoom) && holds(headRoom, base)) {
                headRoom(headRoom, base);
            }
        }
    }

    private void headRoom(int headRoom, int base) {
        int first = headRoom * HOLDS;
        int shift = base * PLAIN;
        book(shift + first, first, base);
        for (int column = first + 1; column < first + HOLDS; column++) {
            if ((repeats >>> column & 1) != 0) {
                books.bookAsBefore(shift + column);
            } else {
                book(shift + column, column, base);
            }
        }
    }

    private boolean isBusy(int headRoom) {
        boolean busy = Row.isBusy(wanted, headRoom);
        for (char[] row : past) {
            busy &= Row.isBusy(row, headRoom);
        }
        return busy;
    }

    private boolean holds(int headRoom, int base) {
        int holds = Row.holds(wanted, headRoom, base);
        for (char[] row : past) {
            holds |= Row.holds(row, headRoom, base);
        }
        return holds != 0;
    }

    private void book(int rule, int column, int base) {
        int n = Row.of(wanted, column, base);
        int machines = Math.max(n, need);
        books.book(rule, machines, machines - Math.min(n, ran(past[0], column, base)), late(column, base));
    }

    private int ran(char[] row, int column, int base) {
        int then = Row.of(row, column, base);
        return proxied ? Math.max(then, Row.need(row)) : then;
    }

    /// Late are those above what is ready: in the first part of the slot what already ran before the late time.
    private float late(int column, int base) {
        if (load <= EPSILON) {
            return 0;
        }
        int n = Row.of(wanted, column, base);
        int later = n;
        int ready = n;
        for (char[] row : past) {
            later = ready;
            ready = Math.min(ready, ran(row, column, base));
        }
        double missing = load - ready;
        if (missing <= EPSILON) {
            return 0;
        }
        double missingLater = Math.max(0, load - (past.length == 1 ? Math.max(n, need) : later));
        double share = perLoad * (rest * missing + (1 - rest) * missingLater);
        return Math.max((float) share, atLeast);
    }
}
