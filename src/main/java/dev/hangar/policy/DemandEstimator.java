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
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Turns readings into demand. A machine that serves and has no fresh sample leaves a gap: absence is never zero. What
/// is missing of a machine that does not run leaves none: the series of a sleeper ends some minutes after it.
///
/// Over several signals the largest load counts, by region and by machine. Queues are added to it: a job that waits
/// comes on top of those that are worked. Most queues tell nothing of regions, so that with one the load of the fleet
/// as a whole is the sum of all, whatever is known of it by region.
final class DemandEstimator {
    /// How long after its start a machine may be without a sample: scrape interval and ingest delay (facts 9).
    static final Duration FIRST_SAMPLE = Duration.ofMinutes(2);

    private final Observation seen;
    private final Map<MachineId, Standing> members;
    private final TreeMap<Region, Double> loadByRegion = new TreeMap<>();
    private final Map<MachineId, Demand.Activity> activity = new HashMap<>();
    private final Set<MachineId> unknownActivity = new HashSet<>();
    private final TreeMap<Region, Double> waitingByRegion = new TreeMap<>();
    private final Duration start;
    private double fleetLoad;
    private double waiting;
    private boolean canWake;
    private Optional<Demand.Gap> gap = Optional.empty();

    private DemandEstimator(Observation seen, Roster roster, Duration start) {
        this.seen = seen;
        this.start = start;
        this.members = roster.members().stream()
                .collect(Collectors.toMap(
                        standing -> standing.machine().id(), Function.identity(), (one, other) -> one, TreeMap::new));
    }

    /// @param times how long the fleet's machines take to start, which shortens the time for what waits
    static Demand estimate(Observation seen, Roster roster, PolicySettings settings, WakeTimes times) {
        DemandEstimator estimator = new DemandEstimator(seen, roster, times.boot());
        for (DemandSignal signal : settings.signals()) {
            estimator.add(signal);
        }
        if (settings.isQueueing()) {
            estimator.addWaiting();
        }
        boolean anyApplies = settings.signals().stream().anyMatch(estimator::applies);
        if (!anyApplies) {
            estimator.leaveGap(Reason.NO_SIGNAL, "no signal with a capacity fits these machines");
        }
        estimator.activity.keySet().removeAll(estimator.unknownActivity);
        Demand demand = new Demand(
                estimator.loadByRegion,
                estimator.fleetLoad,
                estimator.gap,
                new TreeMap<>(estimator.activity),
                estimator.canWake);
        return Recommendation.completed(demand, roster, settings, seen);
    }

    /// A signal measured by the soft limit says nothing of machines without services.
    private boolean applies(DemandSignal signal) {
        return switch (signal.capacity()) {
            case Capacity.PerMachine units -> true;
            case Capacity.Queue queue -> true;
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
        TreeSet<Region> covered = new TreeSet<>();
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
                covered.add(region.get());
                mine.merge(region.get(), load, Double::sum);
            } else {
                withoutRegion += load;
            }
        }
        if (signal.queue().isPresent()) {
            mine.forEach((region, load) -> waitingByRegion.merge(region, load, Double::sum));
            waiting += withoutRegion;
        } else {
            mine.forEach((region, load) -> loadByRegion.merge(region, load, Math::max));
            fleetLoad = Math.max(fleetLoad, withoutRegion);
        }
        if (readings.failure().isEmpty()) {
            cover(signal, readings, perMachine);
            boolean byRegion =
                    !perMachine && !covered.isEmpty() && readings.samples().size() == regional(readings);
            if (byRegion) {
                coverRegions(signal, covered);
            }
        }
    }

    /// Once every signal is read. The sum stands for the whole fleet also while nothing waits: who remembers the
    /// load of a fleet must not take the end of a queue for the end of all work.
    private void addWaiting() {
        double worked = Math.max(fleetLoad, sum(loadByRegion));
        fleetLoad = worked + waiting + sum(waitingByRegion);
        waitingByRegion.forEach((region, load) -> loadByRegion.merge(region, load, Double::sum));
    }

    private static double sum(Map<Region, Double> loads) {
        return loads.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static long regional(SignalReadings readings) {
        return readings.samples().stream()
                .filter(sample -> sample.region().isPresent())
                .count();
    }

    /// A signal told by region must tell of every region where machines run.
    private void coverRegions(DemandSignal signal, Set<Region> covered) {
        members.values().stream()
                .filter(member -> runs(member) && !covered.contains(member.region()))
                .map(Standing::region)
                .sorted()
                .findFirst()
                .ifPresent(
                        region -> leaveGap(Reason.SIGNAL_ABSENT, signal.name() + " says nothing of region " + region));
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
                    .forEach(member -> notMeasured(signal, member));
            return;
        }
        if (readings.samples().isEmpty()) {
            boolean anybodyRuns = members.values().stream().anyMatch(DemandEstimator::runs);
            if (anybodyRuns || signal.outlivesMachines()) {
                leaveGap(Reason.SIGNAL_ABSENT, signal.name() + " says nothing of this app");
            }
        } else if (signal.outlivesMachines()) {
            canWake |= readings.samples().stream().anyMatch(sample -> sample.reading() instanceof Reading.Fresh);
        }
    }

    private void notMeasured(DemandSignal signal, Standing member) {
        unknownActivity.add(member.machine().id());
        String detail =
                signal.name() + " says nothing of machine " + member.machine().id();
        leaveGap(
                justStarted(member, seen.at())
                        ? new Demand.Gap(Reason.SIGNAL_ABSENT, detail + ", which has just started", true)
                        : new Demand.Gap(Reason.SIGNAL_ABSENT, detail));
    }

    /// A machine that nobody can have measured yet.
    static boolean justStarted(Standing member, Instant at) {
        return member.machine()
                .startedAt()
                .filter(start -> start.plus(FIRST_SAMPLE).isAfter(at))
                .isPresent();
    }

    /// A machine that somebody else cordoned gets no traffic, so it need not have a series.
    static boolean runs(Standing member) {
        return switch (member.role()) {
            case SERVING, UNHEALTHY -> true;
            case DRAINING -> member.drain().isPresent();
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
                if (ofSleeper(sample)) {
                    yield 0;
                }
                leaveGap(Reason.SIGNAL_STALE, signal.name() + " is " + age.toSeconds() + " s old");
                sample.machine().ifPresent(unknownActivity::add);
                yield Double.isFinite(lastValue) ? Math.max(0, lastValue) / capacity : 0;
            }
            case Reading.Absent(Reading.AbsenceReason why) -> {
                if (!ofSleeper(sample)) {
                    leaveGap(Reason.SIGNAL_ABSENT, signal.name() + ": " + why);
                    sample.machine().ifPresent(unknownActivity::add);
                }
                yield 0;
            }
        };
    }

    private boolean ofSleeper(Sample sample) {
        return sample.machine()
                .flatMap(id -> Optional.ofNullable(members.get(id)))
                .filter(member -> !runs(member))
                .isPresent();
    }

    private double capacity(DemandSignal signal, Optional<MachineId> machine) {
        return switch (signal.capacity()) {
            case Capacity.PerMachine(double units) -> units;
            case Capacity.Queue queue -> queue.jobs(start);
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
    static int softLimit(Standing member) {
        return member.config().services().stream()
                .mapToInt(Service::effectiveSoftLimit)
                .min()
                .orElse(Service.DEFAULT_SOFT_LIMIT);
    }

    private static Demand.Activity busier(Demand.Activity one, Demand.Activity other) {
        Instant older = one.sampledAt().isBefore(other.sampledAt()) ? one.sampledAt() : other.sampledAt();
        return new Demand.Activity(Math.max(one.load(), other.load()), older);
    }

    private void leaveGap(Reason reason, String detail) {
        leaveGap(new Demand.Gap(reason, detail));
    }

    /// The first gap found names itself; a missing signal outranks an old one, and both outrank a brief gap.
    private void leaveGap(Demand.Gap found) {
        if (gap.filter(known -> rank(known) >= rank(found)).isEmpty()) {
            gap = Optional.of(found);
        }
    }

    private static int rank(Demand.Gap gap) {
        if (gap.brief()) {
            return 0;
        }
        return gap.reason() == Reason.SIGNAL_STALE ? 1 : 2;
    }
}
