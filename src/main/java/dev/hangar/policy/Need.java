package dev.hangar.policy;

import dev.hangar.model.Region;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The raw recommendation of one pass, before any window or bound.
///
/// @param byRegion machines by region, from series that carry a region
/// @param withoutRegion machines for the whole fleet, from series that carry none
/// @param byDemand machines that the demand alone asked for, where it was known in full; else 0
public record Need(SortedMap<Region, Integer> byRegion, int withoutRegion, int byDemand) {
    public Need {
        byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
    }

    /// Machines for the whole fleet.
    public int total() {
        return Math.max(withoutRegion, sum(byRegion.values()));
    }

    /// The sum of machine counts; an absurd demand saturates instead of turning negative.
    static int sum(Collection<Integer> counts) {
        return saturated(counts.stream().mapToLong(Integer::longValue).sum());
    }

    static int saturated(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
