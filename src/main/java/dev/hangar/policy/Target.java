package dev.hangar.policy;

import dev.hangar.model.Region;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many machines are wanted once window and bounds have spoken, in this order: stabilization, floor, ceiling.
///
/// Growing follows the need of this pass; shrinking stops at the largest need within the window. Between the two the
/// fleet is left as it is.
///
/// @param grow machines that are wanted at least, by region
/// @param growTotal machines that are wanted at least
/// @param keep machines below which nothing shrinks, by region
/// @param keepTotal machines below which nothing shrinks; at least `growTotal`
record Target(SortedMap<Region, Integer> grow, int growTotal, SortedMap<Region, Integer> keep, int keepTotal) {
    Target {
        grow = Collections.unmodifiableSortedMap(new TreeMap<>(grow));
        keep = Collections.unmodifiableSortedMap(new TreeMap<>(keep));
    }

    static Target of(Need need, Recommendation.Kept kept, Floors floors, OptionalInt ceiling) {
        TreeMap<Region, Integer> grow = new TreeMap<>(need.byRegion());
        TreeMap<Region, Integer> keep = new TreeMap<>(need.byRegion());
        kept.byRegion().forEach((region, count) -> keep.merge(region, count, Math::max));
        floors.byRegion().forEach((region, floor) -> {
            grow.merge(region, floor, Math::max);
            keep.merge(region, floor, Math::max);
        });
        int growTotal = total(grow, need.withoutRegion(), floors.total(), ceiling);
        int keepTotal = total(keep, Math.max(need.withoutRegion(), kept.fleet()), floors.least(), ceiling);
        return new Target(grow, growTotal, keep, keepTotal);
    }

    private static int total(SortedMap<Region, Integer> byRegion, int withoutRegion, int floor, OptionalInt ceiling) {
        int sum = Need.sum(byRegion.values());
        int wanted = Math.max(Math.max(sum, withoutRegion), floor);
        return ceiling.isPresent() ? Math.min(wanted, ceiling.getAsInt()) : wanted;
    }

    int grow(Region region) {
        return grow.getOrDefault(region, 0);
    }

    int keep(Region region) {
        return keep.getOrDefault(region, 0);
    }

    /// The number wanted of a fleet that has `capacity` now.
    int desired(int capacity) {
        return Math.max(growTotal, Math.min(capacity, keepTotal));
    }
}
