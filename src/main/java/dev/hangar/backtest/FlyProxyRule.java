package dev.hangar.backtest;

/// Fly Proxy alone, by its documented rule (facts 6): every five minutes one machine is stopped when the others
/// could take the load up to their soft limits, the last one only when there was no traffic. It starts machines
/// itself.
///
/// The rule is read in its favor: traffic is packed, so that as few machines as possible are above their soft
/// limit.
final class FlyProxyRule implements Decider {
    private static final int SLOTS_BETWEEN = 300 / Trace.SLOT_SECONDS;

    private int slot;
    private double load;
    private int started;

    /// @param firstLoad machines are started for it before the trace begins
    FlyProxyRule(double firstLoad) {
        this.load = firstLoad;
        this.started = Trace.ceiling(firstLoad);
    }

    @Override
    public int decide() {
        if (slot == 0 || slot % SLOTS_BETWEEN != 0) {
            return started;
        }
        int full = (int) Math.floor(load);
        boolean excess = started - (full + 1) >= 1;
        boolean lastIsIdle = started == 1 && load == 0;
        return excess || lastIsIdle ? started - 1 : started;
    }

    @Override
    public void saw(double load, double arrivals, int effective) {
        this.load = load;
        this.started = effective;
        slot++;
    }
}
