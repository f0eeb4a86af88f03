package dev.hangar.backtest;

import java.util.Arrays;

/// The autoscaler of Knative at its defaults: the mean of a minute at 70 % of a machine; panic when the last slot
/// alone wants twice what is there, and then no shrinking for a minute; at most halved per slot; to zero after an
/// idle minute and 30 s of grace.
final class KpaRule implements Decider {
    static final double UTILIZATION = 0.7;
    private static final double PANIC = 2;
    private static final int STABLE_SLOTS = 60 / Trace.SLOT_SECONDS;
    private static final int IDLE_SLOTS = 90 / Trace.SLOT_SECONDS;

    private final double[] window = new double[STABLE_SLOTS];
    private int next;
    private double load;
    private int started;
    private int idle;
    private int panicLeft;

    KpaRule(double firstLoad) {
        Arrays.fill(window, firstLoad);
        this.load = firstLoad;
        this.started = Trace.ceiling(firstLoad / UTILIZATION);
        this.idle = firstLoad > 0 ? 0 : IDLE_SLOTS;
    }

    @Override
    public int decide() {
        int stable = Trace.ceiling(Arrays.stream(window).sum() / STABLE_SLOTS / UTILIZATION);
        int atOnce = Trace.ceiling(load / UTILIZATION);
        if (atOnce >= PANIC * Math.max(1, started)) {
            panicLeft = STABLE_SLOTS;
        }
        int wanted = panicLeft > 0 ? Math.max(started, atOnce) : Math.max(stable, started / 2);
        panicLeft = Math.max(0, panicLeft - 1);
        return wanted == 0 && idle < IDLE_SLOTS ? 1 : wanted;
    }

    @Override
    public void saw(double load, double arrivals, int effective) {
        this.load = load;
        this.started = effective;
        idle = load > 0 ? 0 : idle + 1;
        window[next] = load;
        next = (next + 1) % STABLE_SLOTS;
    }
}
