package dev.hangar.policy;

import dev.hangar.model.MachineRef;
import dev.hangar.model.Region;
import dev.hangar.model.SignalName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the user wants of one fleet, resolved from all layers of the configuration.
///
/// @param ignored leave the fleet alone
/// @param floor machines that stay started in the whole fleet; unset → the service's own `min_machines_running`, in the
///     primary region
/// @param regionFloors machines that stay started by region
/// @param ceiling most machines that we ever let run; unset → as many as exist
/// @param idleAction suspend or stop
/// @param launchPair what to do with the second machine of a launch
/// @param signals what demand is measured by, at least one for any shrink; the largest load counts, and queues on top
/// @param targetUtilization share of a machine's capacity that we plan with, in (0, 1]; where Fly Proxy parks as well
///     all of it counts
/// @param tolerance dead band around the target, in [0, 1)
/// @param stabilization look-back: shrinking uses the largest recommendation in it, and none happens before it is full
/// @param stepUp most machines woken in one pass, at least 1
/// @param stepDown most machines put to sleep in one pass, at least 1
/// @param coolDown after our own wake-up no shrink for so long
/// @param drainLimit a draining machine is put to sleep after so long even if its work has not run dry
/// @param wakeTime how long a start may take before we stop counting on it
/// @param budget disruption budget
/// @param guards pause, and what else holds back
/// @param scaling how the number of machines is found
/// @param creating whether machines are created, and how many
/// @param self the machine we run on, never touched
public record PolicySettings(
        boolean ignored,
        OptionalInt floor,
        SortedMap<Region, Integer> regionFloors,
        OptionalInt ceiling,
        IdleAction idleAction,
        LaunchPairMode launchPair,
        List<DemandSignal> signals,
        double targetUtilization,
        double tolerance,
        Duration stabilization,
        int stepUp,
        int stepDown,
        Duration coolDown,
        Duration drainLimit,
        Duration wakeTime,
        Budget budget,
        Guards guards,
        Scaling scaling,
        Creating creating,
        Optional<MachineRef> self) {
    public PolicySettings {
        regionFloors = sorted(regionFloors);
        signals = List.copyOf(signals);
        if (targetUtilization <= 0 || targetUtilization > 1) {
            throw new IllegalArgumentException("target utilization must be in (0, 1], got " + targetUtilization);
        }
        if (tolerance < 0 || tolerance >= 1) {
            throw new IllegalArgumentException("tolerance must be in [0, 1), got " + tolerance);
        }
        if (stepUp < 1 || stepDown < 1) {
            throw new IllegalArgumentException("steps must be >= 1, got " + stepUp + " up, " + stepDown + " down");
        }
        if (stabilization.isNegative() || coolDown.isNegative() || drainLimit.isNegative() || !wakeTime.isPositive()) {
            throw new IllegalArgumentException("durations of a policy must not be negative");
        }
        int floorSum =
                regionFloors.values().stream().mapToInt(Integer::intValue).sum();
        if (ceiling.isPresent() && ceiling.getAsInt() < Math.max(floor.orElse(0), floorSum)) {
            throw new IllegalArgumentException("ceiling " + ceiling.getAsInt() + " lies below the floor");
        }
    }

    /// The same settings for a fleet that is not to be touched.
    public PolicySettings leftAlone() {
        return with(true, guards);
    }

    /// The same settings under one more pause, such as one that somebody asked for at run time.
    public PolicySettings paused(PauseMode more) {
        return with(ignored, guards.paused(more));
    }

    /// Whether jobs wait for this fleet's machines, by a signal that counts them.
    boolean isQueueing() {
        return signals.stream().anyMatch(signal -> signal.queue().isPresent());
    }

    /// Every signal that the number of machines, or their idleness, is read from.
    public SortedSet<SignalName> signalNames() {
        TreeSet<SignalName> names = new TreeSet<>();
        signals.forEach(signal -> names.add(signal.name()));
        if (scaling instanceof Scaling.Expression expression) {
            names.addAll(expression.signals().values());
        }
        creating.formula().ifPresent(formula -> names.addAll(formula.signals().values()));
        return Collections.unmodifiableSortedSet(names);
    }

    private PolicySettings with(boolean left, Guards these) {
        return new PolicySettings(
                left,
                floor,
                regionFloors,
                ceiling,
                idleAction,
                launchPair,
                signals,
                targetUtilization,
                tolerance,
                stabilization,
                stepUp,
                stepDown,
                coolDown,
                drainLimit,
                wakeTime,
                budget,
                these,
                scaling,
                creating,
                self);
    }

    private static SortedMap<Region, Integer> sorted(Map<Region, Integer> floors) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(floors));
    }
}
