package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of a fleet's offered work, in machines at full capacity (load = demand / capacity).
///
/// What is known may be used to grow even when there is a gap; with a gap nothing shrinks.
///
/// @param loadByRegion by region, from series that carry a region
/// @param fleetLoad from series that carry none; where a queue is among the signals, of the fleet as a whole
/// @param gap why the demand is not fully known; empty when it is
/// @param activity what single machines do, from series that carry an `instance`
/// @param canWake whether a signal that lives without the machines is fresh, so that it can wake the fleet from zero
public record Demand(
        SortedMap<Region, Double> loadByRegion,
        double fleetLoad,
        Optional<Gap> gap,
        SortedMap<MachineId, Activity> activity,
        boolean canWake) {
    /// Why demand is not fully known.
    ///
    /// @param reason one of `NO_SIGNAL`, `SIGNAL_ABSENT`, `SIGNAL_STALE`, `EXPRESSION_FAILED`
    /// @param detail which signal and which machine
    /// @param brief whether it ends by itself: only machines that have just started are not measured yet. Nothing
    ///     shrinks meanwhile, but the window is not filled with a demand that nobody had
    public record Gap(Reason reason, String detail, boolean brief) {
        public Gap(Reason reason, String detail) {
            this(reason, detail, false);
        }
    }

    /// Work of one machine.
    ///
    /// @param load share of its capacity in use, the largest over its signals
    /// @param sampledAt time of the oldest sample behind it
    public record Activity(double load, Instant sampledAt) {
        boolean isIdle() {
            return load == 0;
        }
    }

    public Demand {
        loadByRegion = Collections.unmodifiableSortedMap(new TreeMap<>(loadByRegion));
        activity = Collections.unmodifiableSortedMap(new TreeMap<>(activity));
    }

    /// Load of the whole fleet: the larger of the regions' sum and of what carries no region.
    public double total() {
        return Math.max(
                fleetLoad,
                loadByRegion.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /// Whether the total is known; a gap that ends by itself leaves it so. Else it is what is known of it, at least.
    public boolean isTotalKnown() {
        return gap.map(Gap::brief).orElse(true);
    }

    /// The total for people, such as `1.25 machines' worth`.
    public String describe() {
        return String.format(Locale.ROOT, "%.2f machines' worth", total());
    }

    /// Whether a fresh sample says that the machine has nothing to do.
    boolean isIdle(MachineId machine) {
        Activity its = activity.get(machine);
        return its != null && its.isIdle();
    }

    /// Whether it is known that the machine has nothing to do: by its own sample, or where none is told by
    /// machine, because the whole fleet has no work. An empty queue is no such sign: it tells of the jobs that
    /// wait, and not of one that is worked.
    boolean isIdle(MachineId machine, PolicySettings settings) {
        return activity.containsKey(machine) ? isIdle(machine) : !settings.isQueueing() && total() == 0;
    }

    /// As [#isIdle(MachineId)], by a sample taken after `since`.
    boolean isIdleSince(MachineId machine, Instant since) {
        Activity its = activity.get(machine);
        return its != null && its.isIdle() && its.sampledAt().isAfter(since);
    }

    /// Load of one machine for ranking: unknown counts as fully busy.
    double loadOf(MachineId machine) {
        Activity its = activity.get(machine);
        return its == null ? Double.MAX_VALUE : its.load();
    }
}
