package dev.hangar.policy;

import dev.hangar.model.MachineConfig;
import dev.hangar.model.Region;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The adaptive scaling of a fleet: feeds its [Pools] and reads from them how many machines are wanted.
///
/// Machines are started up to what the rule says only where Fly Proxy does not park: where it does, head-room
/// that we woke would be undone within minutes, again and again (decision 0007), and the rule says what is kept.
final class AdaptiveScaling {
    private AdaptiveScaling() {}

    /// The pools after this pass.
    static Pools seen(
            PolicyMemory memory,
            Scaling.Adaptive goal,
            Demand demand,
            Roster roster,
            PolicySettings settings,
            Instant at) {
        return memory.pools()
                .seen(at, demand, roster, unit(roster, settings), waking(memory, goal, roster, settings), goal(goal));
    }

    static Goal goal(Scaling.Adaptive adaptive) {
        return new Goal(adaptive.lateShare(), adaptive.latePrice());
    }

    /// What a wake-up costs those who wait, by what was learned of this fleet.
    ///
    /// Fly Proxy wakes a machine for a request at once: what wakes within `late-after` makes nobody late. Where
    /// only we wake, the wait for our next pass is longer than that, so that every wake-up counts, by its mean
    /// time.
    ///
    /// Of a queue the wait target takes the place of `late-after`. A job that finds all workers busy waits for
    /// our next pass and for a start; where the target covers both, nobody is late for want of a warm worker, and
    /// nothing need be kept. The number wanted covers every job that is seen, so that to the rules we are to the
    /// queue what Fly Proxy is to requests: what is missing is started, and late is who waits beyond the target.
    static Waking waking(PolicyMemory memory, Scaling.Adaptive goal, Roster roster, PolicySettings settings) {
        WakeTimes times = memory.times();
        SleepKind kind = kind(roster, settings);
        Duration boot = times.boot();
        Optional<Duration> late = settings.signals().stream()
                .flatMap(signal -> signal.queue().stream())
                .map(queue -> queue.lateTime(boot))
                .max(Comparator.naturalOrder());
        if (!isProxied(roster) && late.isPresent()) {
            return new Waking(late.get(), 0, true);
        }
        if (!isProxied(roster)) {
            return Waking.always(times.expectedWake(kind), goal.lateAfter(), false);
        }
        double slow = times.slowShare(kind, goal.lateAfter());
        return new Waking(Waking.always(boot, goal.lateAfter(), true).lateTime(), 1 - slow, true);
    }

    /// How the fleet's machines are put to sleep.
    private static SleepKind kind(Roster roster, PolicySettings settings) {
        return roster.members().stream()
                .filter(member -> member.machine().config().isPresent())
                .findFirst()
                .map(member -> Sleepability.of(member.machine(), member.config(), settings.idleAction(), 0, false)
                        .sleep())
                .orElse(SleepKind.STOP);
    }

    private static boolean isProxied(Roster roster) {
        List<MachineConfig> configs =
                roster.members().stream().map(Standing::config).toList();
        return !configs.isEmpty() && configs.stream().allMatch(MachineConfig::isWokenByProxy);
    }

    /// Requests that a load of one machine stands for: as many as are in it at once. It may be many more, but no
    /// fewer, and what was seldom seen is not believed.
    private static double unit(Roster roster, PolicySettings settings) {
        if (settings.signals().isEmpty()) {
            return 1;
        }
        return switch (settings.signals().getFirst().capacity()) {
            case Capacity.PerMachine(double units) -> units;
            case Capacity.Queue queue -> 1;
            case Capacity.ServiceSoftLimit limit ->
                roster.members().stream()
                        .mapToInt(DemandEstimator::softLimit)
                        .max()
                        .orElse(1);
        };
    }

    /// Machines wanted now.
    static Need recommend(Demand demand, Roster roster, Pools pools) {
        boolean proxyParks = TargetTracking.proxyParks(roster);
        TreeMap<Region, Integer> regions = new TreeMap<>();
        int byDemand = 0;
        for (Region region : regionsOf(demand, pools)) {
            double load = demand.loadByRegion().getOrDefault(region, 0.0);
            int need = TargetTracking.ceiling(load);
            byDemand = Need.saturated((long) byDemand + need);
            int rule = Optional.ofNullable(pools.byRegion().get(region))
                    .map(Pool::toStart)
                    .orElse(0);
            regions.put(region, proxyParks ? need : Math.max(need, rule));
        }
        int fleetNeed = TargetTracking.ceiling(demand.fleetLoad());
        int fleetRule = pools.withoutRegion().map(Pool::toStart).orElse(0);
        boolean lasting = demand.gap().filter(gap -> !gap.brief()).isPresent();
        if (lasting) {
            roster.members().forEach(member -> regions.putIfAbsent(member.region(), 0));
            regions.replaceAll((region, wanted) -> Math.max(wanted, roster.capacity(region)));
        }
        return new Need(
                regions,
                proxyParks ? fleetNeed : Math.max(fleetNeed, fleetRule),
                demand.gap().isEmpty() ? Math.max(byDemand, fleetNeed) : 0);
    }

    private static Set<Region> regionsOf(Demand demand, Pools pools) {
        TreeSet<Region> regions = new TreeSet<>(demand.loadByRegion().keySet());
        regions.addAll(pools.byRegion().keySet());
        return regions;
    }

    /// Machines that the rule holds.
    static Recommendation.Kept kept(Pools pools) {
        TreeMap<Region, Integer> regions = new TreeMap<>();
        pools.byRegion().forEach((region, pool) -> regions.put(region, pool.machines()));
        return new Recommendation.Kept(
                regions, pools.withoutRegion().map(Pool::machines).orElse(0));
    }
}
