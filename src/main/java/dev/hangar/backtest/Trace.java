package dev.hangar.backtest;

import java.util.Arrays;

/// Demand of the past in slots of 15 s: for each the offered load in machines, constant inside the slot, and the
/// requests or jobs that arrive in it.
///
/// Immutable, and 16 bytes per slot: 28 days are 161,280 slots.
public final class Trace {
    /// Length of a slot.
    public static final int SLOT_SECONDS = 15;

    /// Loads above this are taken for a mistake, such as a column of timestamps.
    public static final double MOST_LOAD = 1_000_000;

    /// Rounding guard: a load that is whole but for its last bits must not cost a machine.
    private static final double EPSILON = 1e-9;

    private final String name;
    private final double[] load;
    private final double[] arrivals;
    private final int held;

    /// @param name what to call it, such as the name of its file
    /// @param load machines by slot, 0 to [#MOST_LOAD], at least one slot
    /// @param arrivals requests by slot, 0 or more, as many slots
    /// @param held slots that had no value of their own and repeat the one before
    public Trace(String name, double[] load, double[] arrivals, int held) {
        if (load.length == 0 || load.length != arrivals.length) {
            throw new IllegalArgumentException("a trace needs loads and arrivals of one or more slots, got "
                    + load.length + " and " + arrivals.length);
        }
        for (int slot = 0; slot < load.length; slot++) {
            if (!(load[slot] >= 0 && load[slot] <= MOST_LOAD && arrivals[slot] >= 0)
                    || Double.isInfinite(arrivals[slot])) {
                throw new IllegalArgumentException(
                        "slot " + slot + " has load " + load[slot] + " and arrivals " + arrivals[slot]);
            }
        }
        this.name = name;
        this.load = load.clone();
        this.arrivals = arrivals.clone();
        this.held = held;
    }

    /// A trace of which every slot has its own value.
    public static Trace of(String name, double[] load, double[] arrivals) {
        return new Trace(name, load, arrivals, 0);
    }

    public String name() {
        return name;
    }

    public int slots() {
        return load.length;
    }

    /// Slots that repeat the value before them, because nothing was measured in them.
    public int held() {
        return held;
    }

    /// Days that the trace spans.
    public double days() {
        return slots() * (double) SLOT_SECONDS / 86_400;
    }

    /// Offered load of a slot, in machines.
    public double load(int slot) {
        return load[slot];
    }

    /// Requests that arrive in a slot.
    public double arrivals(int slot) {
        return arrivals[slot];
    }

    /// Machines that a slot needs: its load, rounded up.
    public int need(int slot) {
        return ceiling(load[slot]);
    }

    /// The largest need of all slots.
    public int peak() {
        return ceiling(Arrays.stream(load).max().orElse(0));
    }

    /// Whole machines for a load.
    static int ceiling(double load) {
        return (int) Math.ceil(load - EPSILON);
    }
}
