package dev.hangar.simulator.world;

import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;

/// Counters of the work that one machine did. The platform counts requests and keeps the count over a sleep; CPU time
/// is counted by the guest and starts over with a cold boot.
public final class Usage {
    /// 5 ms of each period of 80 ms per shared vCPU (facts 9).
    private static final double SHARED_BASELINE = 5.0 / 80;
    /// Seconds of burst per shared vCPU after a boot, and at most (facts 9).
    private static final double FIRST_BALANCE = 5;
    private static final double MOST_BALANCE = 500;

    private double requests;
    private double busySeconds;
    private double upSeconds;
    private double throttledSeconds;
    private double balance = -1;

    /// Requests that it answered.
    public long requests() {
        return (long) requests;
    }

    /// CPU seconds used since the last cold boot, over all vCPUs.
    public double busySeconds() {
        return busySeconds;
    }

    /// Seconds up since the last cold boot.
    public double upSeconds() {
        return upSeconds;
    }

    /// Seconds since the last cold boot for which vCPUs were held back, over all vCPUs.
    public double throttledSeconds() {
        return throttledSeconds;
    }

    /// Seconds of CPU time beyond the baseline that it may still use; 0 on performance CPUs.
    public double balanceSeconds() {
        return Math.max(0, balance);
    }

    /// vCPUs that a size may use without end.
    public static double baseline(Guest guest) {
        return guest.cpuKind() == CpuKind.SHARED ? guest.cpus() * SHARED_BASELINE : guest.cpus();
    }

    void answered(double more) {
        requests += more;
    }

    /// Runs for a time in which it wants so many vCPUs all along: above the baseline as long as the balance lasts.
    void ran(double seconds, double wanted, Guest guest) {
        upSeconds += seconds;
        if (guest.cpuKind() != CpuKind.SHARED) {
            busySeconds += wanted * seconds;
            return;
        }
        double before = balance < 0 ? FIRST_BALANCE * guest.cpus() : balance;
        double baseline = baseline(guest);
        double extra = Math.max(0, wanted - baseline) * seconds;
        double given = Math.min(extra, before);
        busySeconds += Math.min(wanted, baseline) * seconds + given;
        throttledSeconds += extra - given;
        double saved = Math.max(0, baseline - wanted) * seconds;
        balance = Math.min(MOST_BALANCE * guest.cpus(), before - given + saved);
    }

    void rebooted() {
        busySeconds = 0;
        upSeconds = 0;
        throttledSeconds = 0;
        balance = -1;
    }
}
