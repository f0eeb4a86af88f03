package dev.hangar.backtest;

import dev.hangar.policy.MaxWindow;
import dev.hangar.policy.TargetTracking;
import java.time.Duration;
import java.time.Instant;

/// Hangar's own target tracking at its defaults, by the code that decides in production: [TargetTracking] and the
/// window of its stabilization. It sees the machines that are there, those of the proxy included, as the daemon
/// does.
final class TargetTrackingRule implements Decider {
    static final double UTILIZATION = 0.8;
    static final double TOLERANCE = 0.1;
    static final Duration STABILIZATION = Duration.ofMinutes(5);

    private Instant now = Instant.EPOCH;
    private MaxWindow window = MaxWindow.EMPTY;
    private double load;
    private int started;

    TargetTrackingRule(double firstLoad) {
        this.load = firstLoad;
        this.started = Trace.ceiling(firstLoad / UTILIZATION);
    }

    @Override
    public int decide() {
        int wanted = TargetTracking.machines(load, started, UTILIZATION, TOLERANCE);
        window = window.with(now, wanted, STABILIZATION);
        return Math.max(wanted, Math.min(started, window.max()));
    }

    @Override
    public void saw(double load, double arrivals, int effective) {
        this.load = load;
        this.started = effective;
        now = now.plusSeconds(Trace.SLOT_SECONDS);
    }
}
