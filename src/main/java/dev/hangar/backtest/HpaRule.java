package dev.hangar.backtest;

/// The horizontal pod autoscaler of Kubernetes at its defaults: a utilization to keep, 10 % tolerance, growth by
/// at most 4 or the double per sync of 15 s, shrinking to the largest want of five minutes; to zero as KEDA does
/// it, when those five minutes wanted nothing.
final class HpaRule implements Decider {
    static final double UTILIZATION = 0.7;
    private static final double TOLERANCE = 0.1;
    private static final int STEP_UP = 4;

    private final SlidingMax wants = new SlidingMax(300 / Trace.SLOT_SECONDS);
    private double load;
    private int started;

    HpaRule(double firstLoad) {
        this.load = firstLoad;
        this.started = Trace.ceiling(firstLoad / UTILIZATION);
    }

    @Override
    public int decide() {
        int want = Math.min(want(), Math.max(started + STEP_UP, 2 * started));
        int keep = wants.add(want);
        return Math.max(want, Math.min(started, keep));
    }

    private int want() {
        boolean near = started > 0 && Math.abs(load / (UTILIZATION * started) - 1) <= TOLERANCE;
        return near ? started : Trace.ceiling(load / UTILIZATION);
    }

    @Override
    public void saw(double load, double arrivals, int effective) {
        this.load = load;
        this.started = effective;
    }
}
