package dev.hangar.backtest;

import java.time.Duration;
import java.util.Arrays;

/// Which requests of a slot were late: they waited too long for a machine that was booting, or met only full
/// ones.
///
/// With a boot of `q` whole slots and a share `f` of another, machines are ready in the first `f` of a slot that
/// were started in each of the last `q + 1` slots and stay in this one, and in the rest of it those of the last
/// `q`. A slot in which fewer are ready than are needed delays at least one request, however short that was. A
/// wait up to `lateAfter` is no delay: where it covers the whole boot, a start delays nobody.
final class Lateness {
    private static final long SLOT_MILLIS = Trace.SLOT_SECONDS * 1000L;

    /// Effective counts of the last `q + 1` slots, as a ring.
    private final int[] past;

    private final double bootShare;
    private final boolean startsDelay;
    private boolean begun;
    private int newest;

    private double late;
    private double requests;
    private double unserved;
    private double work;
    private long lateSlots;

    Lateness(Scenario scenario) {
        Duration boot = scenario.lateDelay();
        this.past = new int[Math.toIntExact(boot.toMillis() / SLOT_MILLIS) + 1];
        this.bootShare = (boot.toMillis() % SLOT_MILLIS) / (double) SLOT_MILLIS;
        this.startsDelay = boot.isPositive() || scenario.lateAfter().isZero();
    }

    /// Adds one slot.
    ///
    /// @param wanted machines that the policy wanted
    /// @param effective machines started, those of the proxy included
    void slot(double load, double arrivals, int wanted, int effective) {
        if (!begun) {
            // Before the trace it was as in its first slot.
            Arrays.fill(past, effective);
            begun = true;
        }
        int later = past.length == 1 ? effective : Math.min(wanted, least(past.length - 1));
        int first = startsDelay ? Math.min(wanted, least(past.length)) : effective;
        double missing = bootShare * Math.max(0, load - first) + (1 - bootShare) * Math.max(0, load - later);
        double delayed = load > 0 ? arrivals * missing / load : 0;
        late += load > first ? Math.max(delayed, Math.min(1, arrivals)) : delayed;
        requests += arrivals;
        unserved += missing;
        work += load;
        lateSlots += missing > 0 ? 1 : 0;
        newest = (newest + 1) % past.length;
        past[newest] = effective;
    }

    /// The least of the newest `count` effective counts.
    private int least(int count) {
        int least = Integer.MAX_VALUE;
        for (int back = 0; back < count; back++) {
            least = Math.min(least, past[(newest - back + past.length) % past.length]);
        }
        return least;
    }

    double lateShare() {
        return requests > 0 ? late / requests : 0;
    }

    double overload() {
        return work > 0 ? unserved / work : 0;
    }

    double lateSlots(int slots) {
        return lateSlots / (double) slots;
    }
}
