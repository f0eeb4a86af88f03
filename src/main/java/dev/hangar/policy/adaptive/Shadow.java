package dev.hangar.policy.adaptive;

import java.util.Arrays;

import static dev.hangar.policy.adaptive.RuleFamily.BASES;
import static dev.hangar.policy.adaptive.RuleFamily.GAPS;
import static dev.hangar.policy.adaptive.RuleFamily.HEAD_ROOMS;
import static dev.hangar.policy.adaptive.RuleFamily.HELD;
import static dev.hangar.policy.adaptive.RuleFamily.PLAIN;

/// What every rule would run, slot by slot, on the demand of one pool of machines, and what that would have come
/// to. Mutable, and only ever changed as somebody's own copy.
///
/// A rule decides for a slot from the slots before it. In the slot itself Fly Proxy starts what is missing, where
/// there is one (`facts/results.md` 1).
final class Shadow {
    private static final int NEVER = Integer.MIN_VALUE / 2;
    private static final int MOST_MACHINES = 0xFFFF;

    private final Stairs stairs;
    private final GapWindows gaps;
    private final int[] firstWanted;

    /// Changed only by a new one.
    private Ledger ledger;

    private int slot;
    private int lastWork;

    /// What is wanted in the coming slot; a [Row].
    private char[] wanted;

    /// The rows of past slots, newest first: as many as late times reach back. A row of the past never changes.
    private char[][] past;

    Shadow() {
        this(new Stairs(), new GapWindows(), new int[HEAD_ROOMS]);
        Arrays.fill(firstWanted, NEVER);
    }

    private Shadow(Stairs stairs, GapWindows gaps, int[] firstWanted) {
        this.stairs = stairs;
        this.gaps = gaps;
        this.firstWanted = firstWanted;
        ledger = new Ledger();
        slot = -1;
        lastWork = NEVER;
        wanted = Row.empty();
        past = new char[0][];
    }

    private Shadow(Shadow other) {
        stairs = other.stairs.copy();
        gaps = other.gaps.copy();
        ledger = other.ledger;
        firstWanted = other.firstWanted.clone();
        slot = other.slot;
        lastWork = other.lastWork;
        wanted = other.wanted.clone();
        past = other.past;
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
        return (int) Math.min(MOST_MACHINES, Math.ceil(load - SlotCount.EPSILON));
    }

    /// What `rule` runs in the coming slot.
    int wanted(int rule) {
        return rule < HELD ? Row.of(wanted, rule % PLAIN, rule / PLAIN) : wanted[PLAIN + rule - HELD];
    }

    /// The part of [#wanted] that is worth a start: head-room on the last load, and what wakes ahead of the end
    /// of a gap.
    /// The rest is only held.
    int worthStarting(int rule) {
        if (rule < HELD) {
            return wanted[rule % PLAIN / RuleFamily.HOLDS * RuleFamily.HOLDS];
        }
        boolean ahead = gaps.from(rule - HELD) > 0;
        return ahead
                ? wanted(rule)
                : Math.min(wanted(rule), wanted[RuleFamily.USUAL / RuleFamily.HOLDS * RuleFamily.HOLDS]);
    }

    /// Takes `rule` as the one that is followed in the coming slot.
    void follow(int rule) {
        wanted[Row.FOLLOWED] = (char) wanted(rule);
    }

    /// The first slot of all: whatever its load needs has always run.
    void begin(double load) {
        slot = 0;
        want(load);
        past = new char[][] {Row.after(wanted, need(load))};
    }

    boolean isNew() {
        return slot < 0;
    }

    /// Counts one slot for every rule, then decides for the next.
    ///
    /// @param load in machines, 0 or more
    /// @param came requests in the slot, 0 or more
    void step(double load, double came, Waking waking) {
        char[][] known = remembered(waking.slots() + 1);
        Ledger counted = new SlotCount(load, came, waking, wanted, known).counted();
        counted.add(ledger);
        ledger = counted;
        char[][] rows = new char[known.length][];
        System.arraycopy(known, 0, rows, 1, known.length - 1);
        rows[0] = Row.after(wanted, need(load));
        past = rows;
        idle(load);
        slot++;
        want(load);
    }

    /// So many past slots; older ones than are known were like the oldest known.
    private char[][] remembered(int rows) {
        int known = past.length;
        if (known == rows) {
            return past;
        }
        char[][] all = Arrays.copyOf(past, rows);
        for (int row = known; row < rows; row++) {
            all[row] = past[known - 1];
        }
        return all;
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
        Row.hold(wanted, bits);
        int usual = wanted[RuleFamily.USUAL];
        for (int gap = 0; gap < GAPS; gap++) {
            boolean awake = wanted[0] > 0 || (lastWork != NEVER && gaps.awake(gap, slot - lastWork - 1));
            wanted[PLAIN + gap] = usual > 1 ? (char) usual : awake ? (char) 1 : 0;
        }
    }

    /// Writes what was seen; nothing may be written of a new one.
    void write(MemoryWriter out) {
        out.number(slot);
        out.number(sinceOrNever(lastWork));
        for (int first : firstWanted) {
            out.number(sinceOrNever(first));
        }
        stairs.write(out, slot);
        gaps.write(out);
        ledger.write(out);
        out.number(past.length);
        Row.write(wanted, out);
        for (char[] row : past) {
            Row.write(row, out);
        }
    }

    static Shadow read(MemoryReader in) {
        int slot = in.number(0, Integer.MAX_VALUE - 1);
        int lastWork = slotOrNever(in, slot);
        int[] firstWanted = new int[HEAD_ROOMS];
        for (int headRoom = 0; headRoom < HEAD_ROOMS; headRoom++) {
            firstWanted[headRoom] = slotOrNever(in, slot);
        }
        Stairs stairs = Stairs.read(in, slot);
        GapWindows gaps = GapWindows.read(in);
        Shadow shadow = new Shadow(stairs, gaps, firstWanted);
        shadow.slot = slot;
        shadow.lastWork = lastWork;
        shadow.ledger = Ledger.read(in);
        shadow.past = new char[in.number(1, Waking.MOST_SLOTS + 1)][];
        shadow.wanted = Row.read(in);
        for (int row = 0; row < shadow.past.length; row++) {
            shadow.past[row] = Row.read(in);
        }
        return shadow;
    }

    private int sinceOrNever(int its) {
        return its == NEVER ? 0 : slot - its + 1;
    }

    private static int slotOrNever(MemoryReader in, int slot) {
        int since = in.number(0, slot + 1);
        return since == 0 ? NEVER : slot + 1 - since;
    }

    boolean same(Shadow other) {
        return slot == other.slot
                && lastWork == other.lastWork
                && Arrays.equals(firstWanted, other.firstWanted)
                && Arrays.equals(wanted, other.wanted)
                && Arrays.deepEquals(past, other.past)
                && stairs.same(other.stairs)
                && gaps.same(other.gaps)
                && ledger.same(other.ledger);
    }
}
