package dev.hangar.policy;

import dev.hangar.model.Region;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the adaptive scaling remembers of a fleet: one [Pool] for every region that its signals tell of, and one
/// for signals that carry no region.
///
/// @param byRegion pools by region
/// @param withoutRegion pool of the whole fleet, once a signal without region was seen
/// @param unknownAt when the demand was last not known, other than for a moment
public record Pools(SortedMap<Region, Pool> byRegion, Optional<Pool> withoutRegion, Optional<Instant> unknownAt) {
    /// Nothing seen yet.
    static final Pools NEW = new Pools(new TreeMap<>(), Optional.empty(), Optional.empty());

    public Pools {
        byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
    }

    /// After a pass. What is not known is never counted: then the pools stay as they are.
    Pools seen(Instant at, Demand demand, Roster roster, double perLoad, Waking waking, Goal goal) {
        if (demand.gap().isPresent()) {
            return demand.gap().get().brief()
                    ? partly(at, demand, perLoad, waking, goal)
                    : new Pools(byRegion, withoutRegion, Optional.of(at));
        }
        Set<Region> present = roster.members().stream().map(Standing::region).collect(Collectors.toSet());
        TreeMap<Region, Pool> regions = new TreeMap<>();
        byRegion.forEach((region, pool) -> {
            double load = demand.loadByRegion().getOrDefault(region, 0.0);
            if (load > 0 || present.contains(region)) {
                regions.put(region, pool.seen(at, load, perLoad, waking, goal));
            }
        });
        demand.loadByRegion()
                .forEach((region, load) -> regions.computeIfAbsent(region, unseen -> Pool.first(at, load)));
        boolean told = demand.fleetLoad() > 0 || demand.loadByRegion().isEmpty();
        Optional<Pool> fleet = withoutRegion
                .map(pool -> pool.seen(at, demand.fleetLoad(), perLoad, waking, goal))
                .or(() -> told ? Optional.of(Pool.first(at, demand.fleetLoad())) : Optional.empty());
        boolean needless = !regions.isEmpty()
                && demand.fleetLoad() <= 0
                && fleet.filter(pool -> pool.machines() > 0).isEmpty();
        return new Pools(regions, needless ? Optional.empty() : fleet, unknownAt);
    }

    /// Machines that have just started are not measured yet: what is known is a part of the whole, and counts
    /// where it is
    /// more than nothing. Nothing at all is not counted: the machine that was woken has the work.
    private Pools partly(Instant at, Demand demand, double perLoad, Waking waking, Goal goal) {
        TreeMap<Region, Pool> regions = new TreeMap<>(byRegion);
        demand.loadByRegion().forEach((region, part) -> {
            if (part > 0) {
                regions.computeIfPresent(region, (where, pool) -> pool.seen(at, part, perLoad, waking, goal));
            }
        });
        Optional<Pool> fleet = withoutRegion.map(
                pool -> demand.fleetLoad() > 0 ? pool.seen(at, demand.fleetLoad(), perLoad, waking, goal) : pool);
        return new Pools(regions, fleet, unknownAt);
    }
}
