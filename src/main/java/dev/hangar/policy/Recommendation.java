package dev.hangar.policy;

import dev.hangar.model.Observation;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The raw need of one pass, by whatever [Scaling] the policy names.
final class Recommendation {
    private Recommendation() {}

    /// What the scaling remembers after this pass.
    static PolicyMemory learned(
            PolicyMemory memory, Demand demand, Roster roster, PolicySettings settings, Observation seen) {
        return switch (settings.scaling()) {
            case Scaling.TargetTracking fixed -> memory;
            case Scaling.Expression expression -> memory;
            case Scaling.Adaptive adaptive ->
                memory.with(AdaptiveScaling.seen(memory, adaptive, demand, roster, settings, seen.at()));
        };
    }

    /// @param demand as [DemandEstimator] found it
    /// @param memory with what this pass has [#learned]
    static Need of(Demand demand, Roster roster, PolicySettings settings, PolicyMemory memory, Observation seen) {
        return switch (settings.scaling()) {
            case Scaling.TargetTracking fixed -> TargetTracking.recommend(demand, roster, settings);
            case Scaling.Adaptive adaptive -> AdaptiveScaling.recommend(demand, roster, memory.pools());
            case Scaling.Expression expression ->
                switch (FormulaCount.of(expression, demand, roster, settings, seen)) {
                    case FormulaCount.Machines(int count) ->
                        fleet(count, demand.gap().isEmpty() ? count : 0);
                    // As in target tracking, a brief gap only keeps this pass from shrinking.
                    case FormulaCount.Unknown(Demand.Gap why) -> fleet(why.brief() ? 0 : roster.capacity(), 0);
                };
        };
    }

    /// What nothing shrinks below besides the need of this pass: the largest need of the window, or what the
    /// adaptive rule holds.
    ///
    /// @param byRegion machines by region
    /// @param fleet machines of the whole fleet, by signals without region
    record Kept(SortedMap<Region, Integer> byRegion, int fleet) {
        Kept {
            byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
        }

        private Kept and(Kept other) {
            TreeMap<Region, Integer> both = new TreeMap<>(byRegion);
            other.byRegion.forEach((region, count) -> both.merge(region, count, Math::max));
            return new Kept(both, Math.max(fleet, other.fleet));
        }
    }

    static Kept kept(PolicyMemory remembered, PolicySettings settings) {
        return switch (settings.scaling()) {
            case Scaling.TargetTracking fixed -> windows(remembered);
            case Scaling.Expression expression -> windows(remembered);
            case Scaling.Adaptive adaptive -> {
                Kept rule = AdaptiveScaling.kept(remembered.pools());
                // What could not be ruled out while nothing was known still counts for a window.
                yield wasUnknown(remembered, settings) ? rule.and(windows(remembered)) : rule;
            }
        };
    }

    private static boolean wasUnknown(PolicyMemory remembered, PolicySettings settings) {
        return remembered
                .pools()
                .unknownAt()
                .flatMap(then -> remembered.lastSeen().map(now -> Duration.between(then, now)))
                .filter(since -> since.compareTo(settings.stabilization()) <= 0)
                .isPresent();
    }

    static Kept windows(PolicyMemory remembered) {
        TreeMap<Region, Integer> regions = new TreeMap<>();
        remembered.regionWindows().forEach((region, window) -> regions.put(region, window.max()));
        return new Kept(regions, remembered.fleetWindow().max());
    }

    private static Need fleet(int machines, int byDemand) {
        return new Need(new TreeMap<>(), machines, byDemand);
    }

    /// What the scaling itself must know and does not is a gap of the demand like any other: it holds every guard and
    /// check that looks for one. And only what sets the number of machines can wake them.
    static Demand completed(Demand demand, Roster roster, PolicySettings settings, Observation seen) {
        return switch (settings.scaling()) {
            case Scaling.TargetTracking fixed -> demand;
            case Scaling.Adaptive adaptive -> demand;
            case Scaling.Expression expression ->
                switch (FormulaCount.of(expression, demand, roster, settings, seen)) {
                    case FormulaCount.Machines known ->
                        with(demand, demand.gap(), FormulaCount.canWake(expression, settings));
                    case FormulaCount.Unknown(Demand.Gap why) ->
                        with(demand, Optional.of(why.brief() ? demand.gap().orElse(why) : why), false);
                };
        };
    }

    private static Demand with(Demand demand, Optional<Demand.Gap> gap, boolean canWake) {
        return new Demand(demand.loadByRegion(), demand.fleetLoad(), gap, demand.activity(), canWake);
    }

    /// What asks for machines, for people.
    static String describe(Demand demand, Need need, PolicySettings settings) {
        return switch (settings.scaling()) {
            case Scaling.TargetTracking fixed -> demand.describe();
            case Scaling.Adaptive adaptive -> demand.describe();
            case Scaling.Expression expression ->
                demand.gap().isEmpty()
                        ? FormulaCount.shown(expression.started()) + " asks for " + need.total()
                        : "by " + FormulaCount.shown(expression.started());
        };
    }
}
