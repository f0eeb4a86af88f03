package dev.hangar.backtest;

import java.time.Duration;

/// Ski rental by layer: each machine is kept for a fixed time after it was last wanted. With that time as the
/// price of a start it costs at most twice the optimum, whatever the demand, where the demand of the slot itself
/// is served.
final class SkiRentalRule implements Decider {
    static final Duration KEEP = Duration.ofSeconds(60);

    private final SlidingMax wants;
    private double load;

    SkiRentalRule(double firstLoad, Duration keep) {
        this.wants = new SlidingMax((int) (keep.toSeconds() / Trace.SLOT_SECONDS) + 1);
        this.load = firstLoad;
    }

    @Override
    public int decide() {
        return wants.add(Trace.ceiling(load));
    }

    @Override
    public void saw(double load, double arrivals, int effective) {
        this.load = load;
    }
}
