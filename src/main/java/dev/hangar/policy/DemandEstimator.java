package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.Service;
import dev.hangar.model.SignalReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Turns readings into demand. A machine that serves and has no fresh sample leaves a gap: absence is never zero.
///
/// Over several signals the largest load counts, by region and by machine.
final class DemandEstimator {
    private final Observation seen;
    private final Map<MachineId, Standing> members;
    private final TreeMap<Region, Double> loadByRegion = new TreeMap<>();
    private final Map<MachineId, Demand.Activity> activity = new HashMap<>();
    private final Set<MachineId> unknownActivity = new HashSet<>();
    private double fleetLoad;
    private boolean canWake;
    private Optional<Demand.Gap> gap = Optional.empty();

    private DemandEstimator(Observation seen, Roster roster) {
        this.seen = seen;
        this.members = roster.members().stream()
                .collect(Collectors.toMap(standing -> standing.machine().id(), Function.identity()));
    }

    static Demand estimate(Observation seen, Roster roster, PolicySettings settings) {
        DemandEstimator estimator = new DemandEstimator(seen, roster);
        for (DemandSignal signal : settings.signals()) {
            estimator.add(signal);
        }
        boolean anyApplies = settings.signals().stream().anyMatch(estimator::applies);
        if (!anyApplies) {
            estimator.leaveGap(Reason.NO_SIGNAL, "no signal with a capacity fits these machines");
        }
        estimator.activity.keySet().removeAll(estimator.unknownActivity);
        return new Demand(
                estimator.loadByRegion,
                estimator.fleetLoad,
                estimator.gap,
                new TreeMap<>(estimator.activity),
                estimator.canWake);
    }

    /// A signal measured by the soft limit says nothing of machines without services.
    private boolean applies(DemandSignal signal) {
        return switch (signal.capacity()) {
            case Capacity.PerMachine units -> true;
            case Capacity.ServiceSoftLimit limit ->
                members.values().stream()
                        .anyMatch(member -> !member.config().services().isEmpty());
        };
    }

    private void add(DemandSignal signal) {
        if (!applies(signal)) {
            return;
        }
        SignalReadings readings = seen.readingsOf(signal.name());
        if (readings.failure().isPresent()) {
            leaveGap(
                    Reason.SIGNAL_ABSENT,
                    signal.name() + ": " + readings.failure().get());
        }
        TreeMap<Region, Double> mine = new TreeMap<>();
        double withoutRegion = 0;
        boolean perMachine = false;
        for (Sample sample : readings.samples()) {
            perMachine |= sample.machine().isPresent();
            if (sample.machine().filter(id -> !members.containsKey(id)).isPresent()) {
                continue;
            }
            double load = load(signal, sample);
            Optional<Region> region = sample.machine()
                    .flatMap(id -> Optional.ofNullable(members.get(id)))
                    .map(Standing::region)
                    .or(sample::region);
            if (region.isPresent()) {
                mine.merge(region.get(), load, Double::sum);
            } else {
                withoutRegion += load;
            }
        }
        mine.forEach((region, load) -> loadByRegion.merge(region, load, Math::max));
        fleetLoad = Math.max(fleetLoad, withoutRegion);
        if (readings.failure().isEmpty()) {
            cover(signal, readings, perMachine);
        }
    }

    /// Notes what is missing: a sample of each serving machine, or any sample at all.
    private void cover(DemandSignal signal, SignalReadings readings, boolean perMachine) {
        boolean softLimit = signal.capacity() instanceof Capacity.ServiceSoftLimit;
        if (perMachine || softLimit) {
            Set<MachineId> fresh = readings.samples().stream()
                    .filter(sample -> sample.reading() instanceof Reading.Fresh)
                    .flatMap(sample -> sample.machine().stream())
                    .collect(Collectors.toSet());
            members.values().stream()
                    .filter(member ->
                            runs(member) && !fresh.contains(member.machine().id()))
                    .forEach(member -> {
                        unknownActivity.add(member.machine().id());
                        leaveGap(
                                Reason.SIGNAL_ABSENT,
                                signal.name() + " says nothing of machine "
                                        + member.machine().id());
                    });
            return;
        }
        if (readings.samples().isEmpty()) {
            boolean anybodyRuns = members.values().stream().anyMatch(DemandEstimator::runs);
            if (anybodyRuns || signal.outlivesMachines()) {
                leaveGap(Reason.SIGNAL_ABSENT, signal.name() + " says nothing of this app");
            }
        } else if (signal.outlivesMachines()) {
            canWake = readings.samples().stream().anyMatch(sample -> sample.reading() instanceof Reading.Fresh);
        }
    }

    private static boolean runs(Standing member) {
        return switch (member.role()) {
            case SERVING, UNHEALTHY, DRAINING -> true;
            case WAKING, LEAVING, ASLEEP, IDLE_WRECK, OUTSIDER -> false;
        };
    }

    private double load(DemandSignal signal, Sample sample) {
        double capacity = capacity(signal, sample.machine());
        return switch (sample.reading()) {
            case Reading.Fresh(double value, Instant sampledAt) -> {
                double load = value / capacity;
                sample.machine()
                        .ifPresent(id ->
                                activity.merge(id, new Demand.Activity(load, sampledAt), DemandEstimator::busier));
                yield load;
            }
            case Reading.Stale(double lastValue, Duration age) -> {
                leaveGap(Reason.SIGNAL_STALE, signal.name() + " is " + age.toSeconds() + " s old");
                sample.machine().ifPresent(unknownActivity::add);
                yield lastValue / capacity;
            }
            case Reading.Absent(Reading.AbsenceReason why) -> {
                leaveGap(Reason.SIGNAL_ABSENT, signal.name() + ": " + why);
                sample.machine().ifPresent(unknownActivity::add);
                yield 0;
            }
        };
    }

    private double capacity(DemandSignal signal, Optional<MachineId> machine) {
        return switch (signal.capacity()) {
            case Capacity.PerMachine(double units) -> units;
            case Capacity.ServiceSoftLimit limit ->
                machine.map(members::get).stream()
                        .mapToInt(DemandEstimator::softLimit)
                        .findFirst()
                        .orElseGet(() -> members.values().stream()
                                .mapToInt(DemandEstimator::softLimit)
                                .min()
                                .orElse(Service.DEFAULT_SOFT_LIMIT));
        };
    }

    /// Of several services the smallest soft limit counts, so that the load is never understated.
    private static int softLimit(Standing member) {
        return member.config().services().stream()
                .mapToInt(Service::effectiveSoftLimit)
                .min()
                .orElse(Service.DEFAULT_SOFT_LIMIT);
    }

    private static Demand.Activity busier(Demand.Activity one, Demand.Activity other) {
        Instant older = one.sampledAt().isBefore(other.sampledAt()) ? one.sampledAt() : other.sampledAt();
        return new Demand.Activity(Math.max(one.load(), other.load()), older);
    }

    /// The first gap found names itself; a missing signal outranks an old one.
    private void leaveGap(Reason reason, String detail) {
        if (gap.isEmpty() || (gap.get().reason() == Reason.SIGNAL_STALE && reason != Reason.SIGNAL_STALE)) {
            gap = Optional.of(new Demand.Gap(reason, detail));
        }
    }
}
