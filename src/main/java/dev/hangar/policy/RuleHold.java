package dev.hangar.policy;

import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// What the adaptive rule keeps beyond the demand of this pass and the floors, in words.
final class RuleHold {
    private RuleHold() {}

    /// Empty where the fixed rule decides, where demand or a floor asks for as many, and where a demand that could
    /// not be ruled out keeps more than the rule.
    static Optional<FleetReport.Hold> of(Situation now) {
        int kept = now.target().keepTotal();
        boolean isRule = now.settings().scaling() instanceof Scaling.Adaptive;
        if (!isRule || kept <= Math.max(now.need().byDemand(), now.floors().least())) {
            return Optional.empty();
        }
        Pools pools = now.memory().pools();
        Recommendation.Kept rule = AdaptiveScaling.kept(pools);
        Target byRule = Target.of(now.need(), rule, now.floors(), now.settings().ceiling());
        return byRule.keepTotal() == kept
                ? Optional.of(new FleetReport.Hold(Reason.RULE_HOLDS, words(pools, rule, kept)))
                : Optional.empty();
    }

    /// `the rule holds 3: head-room 0.15, hold 2m`, or `the rule holds 3: iad 2, ord 1` where there are several.
    private static String words(Pools pools, Recommendation.Kept rule, int kept) {
        int held = Math.min(kept, Math.max(Need.sum(rule.byRegion().values()), rule.fleet()));
        Collection<Pool> regions = pools.byRegion().values();
        String which = regions.size() + pools.withoutRegion().stream().count() == 1
                ? regions.stream()
                        .findFirst()
                        .or(pools::withoutRegion)
                        .map(pool -> pool.memory().rule().words())
                        .orElse("")
                : byRegion(rule.byRegion());
        return "the rule holds " + held + (which.isEmpty() ? "" : ": " + which);
    }

    private static String byRegion(SortedMap<Region, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map((Map.Entry<Region, Integer> entry) -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
