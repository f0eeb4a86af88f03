package dev.hangar.policy.adaptive;

import java.util.Arrays;

import static dev.hangar.policy.adaptive.RuleFamily.BASES;
import static dev.hangar.policy.adaptive.RuleFamily.GAPS;
import static dev.hangar.policy.adaptive.RuleFamily.HEAD_ROOMS;
import static dev.hangar.policy.adaptive.RuleFamily.HELD;
import static dev.hangar.policy.adaptive.RuleFamily.HOLDS;
import static dev.hangar.policy.adaptive.RuleFamily.PLAIN;

/// What every rule would run, slot by slot, on the demand of one pool of machines, and what that would have come
/// to. Mutable, and only ever changed as somebody's own copy.
///
/// A rule decides for a slot from the slots before it. In the slot itself Fly Proxy starts what is missing, where
/// there is one (`facts/results.md` 1).
final class Shadow {
    /// Columns of a row of counts: the plain rules, those that learn gaps, and what was followed.
    private static final int FOLLOWED = PLAIN + GAPS;

    private static final int COLUMNS = FOLLOWED + 1;
    private static final int NEVER = Integer.MIN_VALUE / 2;
    private static final int MOST_MACHINES = 0xFFFF;

    /// A load that is whole but for the last bits must not cost a machine.
    private static final double EPSILON = 1e-9;

    private final Stairs stairs;
    private final GapWindows gaps;
    private final Ledger ledger;
    private final int[] firstWanted;
    private int slot;
    private int lastWork;

    /// What is wanted in the coming slot, and which bases hold a first machine.
    private final char[] wanted;

    private int held;

    /// The same of past slots with the machines that their load needed, newest first: as many as late times reach
    /// back.
    private char[] past;

    private int[] pastHeld;
    private int[] pastNeed;

    Shadow() {
        stairs = new Stairs();
        gaps = new GapWindows();
        ledger = new Ledger();
        firstWanted = new int[HEAD_ROOMS];
        Arrays.fill(firstWanted, NEVER);
        slot = -1;
        lastWork = NEVER;
        wanted = new char[COLUMNS];
        past = new char[0];
        pastHeld = new int[0];
        pastNeed = new int[0];
    }

    private Shadow(Shadow other) {
        stairs = other.stairs.copy();
        gaps = other.gaps.copy();
        ledger = other.ledger.copy();
        firstWanted = other.firstWanted.clone();
        slot = other.slot;
        lastWork = other.lastWork;
        wanted = other.wanted.clone();
        held = other.held;
        past = other.past.clone();
        pastHeld = other.pastHeld.clone();
        pastNeed = other.pastNeed.clone();
    }

    Shadow copy() {
        return new Shadow(this);
    }

    /// Slots counted so far.
    int slots() {
        return Math.max(0, slot);
    }

    Ledger ledger() {
        return ledger;
    }

    GapWindows gaps() {
        return gaps;
    }

    /// Machines that hold the whole load.
    static int need(double load) {
        return (int) Math.min(MOST_MACHINES, Math.ceil(load - EPSILON));
    }

    /// What `rule` runs in the coming slot.
    int wanted(int rule) {
        return rule < HELD ? Math.max(wanted[rule % PLAIN], isHeld(held, rule)) : wanted[PLAIN + rule - HELD];
    }

    /// Takes `rule` as the one that is followed in the coming slot.
    void follow(int rule) {
        wanted[FOLLOWED] = (char) wanted(rule);
    }

    private static int isHeld(int bits, int rule) {
        return bits >>> (rule / PLAIN * HEAD_ROOMS + rule % PLAIN / HOLDS) & 1;
    }

    /// The first slot of all: whatever its load needs has always run.
    void begin(double load) {
        slot = 0;
        want(load);
        past = wanted.clone();
        pastHeld = new int[] {held};
        pastNeed = new int[] {need(load)};
    }

    boolean isNew() {
        return slot < 0;
    }

    /// Counts one slot for every rule, then decides for the next.
    ///
    /// @param load in machines, 0 or more
    /// @param came requests in the slot, 0 or more
    void step(double load, double came, Waking waking) {
        remember(waking.slots() + 1);
        ledger.slot(came);
        Slot now = new Slot(load, came, waking, waking.proxied() ? need(load) : 0);
        for (int plain = 0; plain < PLAIN; plain++) {
            boolean alike = wanted[plain] > 0;
            for (int row = 0; row <= waking.slots(); row++) {
                alike &= past[row * COLUMNS + plain] > 0;
            }
            account(now, plain, alike);
        }
        for (int column = PLAIN; column < COLUMNS; column++) {
            now.of(column, 0, waking.slots());
            if (column == FOLLOWED) {
                ledger.bookFollowed(now.late);
            } else {
                ledger.book(HELD - PLAIN + column, now.machines, now.starts, now.late);
            }
        }
        shift(need(load));
        idle(load);
        slot++;
        want(load);
    }

    /// @param alike whether the bases make no difference, because the rule itself kept a machine all along
    private void account(Slot now, int plain, boolean alike) {
        for (int base = 0; base < BASES; base++) {
            if (base == 0 || !alike) {
                now.of(plain, base, now.waking.slots());
            }
            ledger.book(base * PLAIN + plain, now.machines, now.starts, now.late);
        }
    }

    /// One slot as one rule has it.
    private final class Slot {
        private final double load;
        private final double perLoad;
        private final float atLeast;
        private final Waking waking;
        private final double rest;
        private final int need;
        private int machines;
        private int starts;
        private float late;

        Slot(double load, double came, Waking waking, int need) {
            this.load = load;
            this.perLoad = load > 0 ? came / load : 0;
            this.waking = waking;
            this.rest = waking.rest();
            this.atLeast = waking.lateTime().isZero() ? 0 : (float) Math.min(1, came);
            this.need = need;
        }

        /// Late are those above what is ready: in the first part of the slot what already ran before the late
        /// time.
        void of(int column, int base, int slots) {
            int bit = base * HEAD_ROOMS + column / HOLDS;
            int n = base == 0 ? wanted[column] : Math.max(wanted[column], held >>> bit & 1);
            machines = Math.max(n, need);
            int later = n;
            int ready = n;
            for (int row = 0; row <= slots; row++) {
                int then = past[row * COLUMNS + column];
                then = base == 0 ? then : Math.max(then, pastHeld[row] >>> bit & 1);
                then = waking.proxied() ? Math.max(then, pastNeed[row]) : then;
                if (row == 0) {
                    starts = machines - Math.min(then, n);
                }
                later = ready;
                ready = Math.min(ready, then);
            }
            double missing = load - ready;
            if (missing <= EPSILON) {
                late = 0;
                return;
            }
            double missingLater = Math.max(0, load - (slots == 0 ? machines : later));
            double share = perLoad * (rest * missing + (1 - rest) * missingLater);
            late = Math.max((float) share, atLeast);
        }
    }

    /// Makes room for so many past slots; older ones than are known were like the oldest known.
    private void remember(int rows) {
        int known = pastNeed.length;
        if (known == rows) {
            return;
        }
        past = Arrays.copyOf(past, rows * COLUMNS);
        pastHeld = Arrays.copyOf(pastHeld, rows);
        pastNeed = Arrays.copyOf(pastNeed, rows);
        for (int row = known; row < rows; row++) {
            System.arraycopy(past, (known - 1) * COLUMNS, past, row * COLUMNS, COLUMNS);
            pastHeld[row] = pastHeld[known - 1];
            pastNeed[row] = pastNeed[known - 1];
        }
    }

    private void shift(int need) {
        int rows = pastNeed.length;
        System.arraycopy(past, 0, past, COLUMNS, (rows - 1) * COLUMNS);
        System.arraycopy(pastHeld, 0, pastHeld, 1, rows - 1);
        System.arraycopy(pastNeed, 0, pastNeed, 1, rows - 1);
        System.arraycopy(wanted, 0, past, 0, COLUMNS);
        pastHeld[0] = held;
        pastNeed[0] = need;
    }

    /// A slot without load is part of a gap; the gap is known when it ends.
    private void idle(double load) {
        if (need(load) == 0) {
            return;
        }
        int gap = slot - lastWork - 1;
        if (gap > 0 && lastWork != NEVER) {
            gaps.ended(gap);
        }
        lastWork = slot;
    }

    private void want(double load) {
        double root = Math.sqrt(load);
        int bits = 0;
        for (int headRoom = 0; headRoom < HEAD_ROOMS; headRoom++) {
            int value = need(load + RuleFamily.headRoom(headRoom) * root);
            stairs.push(headRoom, slot, value);
            stairs.maxima(headRoom, slot, wanted);
            if (value > 0) {
                firstWanted[headRoom] = slot;
            }
            for (int base = 1; base < BASES; base++) {
                boolean kept =
                        firstWanted[headRoom] != NEVER && slot - firstWanted[headRoom] <= RuleFamily.baseSlots(base);
                bits |= kept ? 1 << (base * HEAD_ROOMS + headRoom) : 0;
            }
        }
        held = bits;
        int usual = wanted[RuleFamily.USUAL];
        for (int gap = 0; gap < GAPS; gap++) {
            boolean awake = wanted[0] > 0 || (lastWork != NEVER && gaps.awake(gap, slot - lastWork - 1));
            wanted[PLAIN + gap] = usual > 1 ? (char) usual : awake ? (char) 1 : 0;
        }
    }

    int bytes() {
        int counts = (wanted.length + past.length) * Character.BYTES;
        int numbers = (firstWanted.length + pastHeld.length + pastNeed.length + 3) * Integer.BYTES;
        return stairs.bytes() + gaps.bytes() + ledger.bytes() + counts + numbers;
    }

    boolean same(Shadow other) {
        return slot == other.slot
                && lastWork == other.lastWork
                && held == other.held
                && Arrays.equals(firstWanted, other.firstWanted)
                && Arrays.equals(wanted, other.wanted)
                && Arrays.equals(past, other.past)
                && Arrays.equals(pastHeld, other.pastHeld)
                && Arrays.equals(pastNeed, other.pastNeed)
                && stairs.same(other.stairs)
                && gaps.same(other.gaps)
                && ledger.same(other.ledger);
    }
}
