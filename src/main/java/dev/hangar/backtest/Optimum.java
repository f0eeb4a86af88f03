package dev.hangar.backtest;

/// The cheapest schedule that a clairvoyant could follow without anybody waiting: the least `sum of 15 s *
/// machines + price of a start * starts` with `machines >= need` in every slot.
///
/// Exact. Machines are layers, and the sum falls apart by layer: one is on while the need reaches it, and stays
/// on over a gap exactly when the gap is no longer than a start costs. Before the first slot runs what the first
/// slot needs. Time and memory grow with the slots only: layers that were last needed in the same slot are looked
/// at together.
final class Optimum {
    private final Trace trace;
    private final double startPrice;

    /// Machines by slot; while working, what each slot adds to the one before.
    private final int[] machines;

    /// Layers above the need of this slot, lowest on top: the highest of each group, and the slot that last
    /// needed it.
    private final int[] tops;

    private final int[] lastNeeded;
    private int groups;

    private Optimum(Trace trace, double startPrice) {
        this.trace = trace;
        this.startPrice = startPrice;
        this.machines = new int[trace.slots()];
        this.tops = new int[trace.slots()];
        this.lastNeeded = new int[trace.slots()];
    }

    /// Machines by slot of the cheapest schedule.
    ///
    /// @param startPrice machine-seconds that a start costs
    static int[] schedule(Trace trace, double startPrice) {
        return new Optimum(trace, startPrice).schedule();
    }

    /// What the cheapest schedule does and costs. Machines are started so long before they are needed as a start
    /// takes, and billed for it; nobody is late.
    static Run run(Trace trace, Scenario scenario) {
        return run(trace, schedule(trace, scenario.startSeconds()), scenario.startSeconds());
    }

    /// What a schedule costs whose starts come `startSeconds` early.
    static Run run(Trace trace, int[] schedule, double startSeconds) {
        Curve curve = new Curve(trace.slots());
        long sum = 0;
        long starts = 0;
        long stops = 0;
        int before = schedule[0];
        for (int machines : schedule) {
            sum += machines;
            starts += Math.max(0, machines - before);
            stops += Math.max(0, before - machines);
            curve.add(machines);
            before = machines;
        }
        double billed = (double) sum * Trace.SLOT_SECONDS + startSeconds * starts;
        return new Run(new Tally(billed, 0, 0, 0, starts, stops, 0), curve);
    }

    private int[] schedule() {
        int before = trace.need(0);
        machines[0] = before;
        for (int slot = 1; slot < trace.slots(); slot++) {
            int need = trace.need(slot);
            machines[slot] += need - before;
            if (need < before) {
                tops[groups] = before;
                lastNeeded[groups] = slot - 1;
                groups++;
            } else if (need > before) {
                rise(slot, before, need);
            }
            before = need;
        }
        int[] schedule = new int[trace.slots()];
        int running = 0;
        for (int slot = 0; slot < schedule.length; slot++) {
            running += machines[slot];
            schedule[slot] = running;
        }
        return schedule;
    }

    /// Layers above `from` up to `to` are needed again: those whose gap was short had better stayed on.
    private void rise(int slot, int from, int to) {
        int lowest = from;
        while (groups > 0 && lowest < to) {
            int top = tops[groups - 1];
            int last = lastNeeded[groups - 1];
            int layers = Math.min(top, to) - lowest;
            if ((double) (slot - last - 1) * Trace.SLOT_SECONDS <= startPrice) {
                machines[last + 1] += layers;
                machines[slot] -= layers;
            }
            lowest += layers;
            if (top <= to) {
                groups--;
            }
        }
    }
}
