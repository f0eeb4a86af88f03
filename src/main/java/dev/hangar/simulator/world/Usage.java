package dev.hangar.simulator.world;

/// Counters of the work that one machine did. The platform counts requests and keeps the count over a sleep; CPU time
/// is counted by the guest and starts over with a cold boot.
public final class Usage {
    private double requests;
    private double busySeconds;
    private double upSeconds;

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

    void answered(double more) {
        requests += more;
    }

    void ran(double seconds, double busy) {
        upSeconds += seconds;
        busySeconds += busy;
    }

    void rebooted() {
        busySeconds = 0;
        upSeconds = 0;
    }
}
