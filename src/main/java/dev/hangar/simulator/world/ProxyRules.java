package dev.hangar.simulator.world;

import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rules of Fly Proxy as pure functions: where requests go and which machine it puts to sleep (facts 6).
final class ProxyRules {
    private ProxyRules() {}

    /// A machine that may take new requests.
    ///
    /// @param softLimit concurrency above which others are preferred
    /// @param hardLimit concurrency that is never exceeded
    record Slot(MachineId id, Region region, int softLimit, int hardLimit) {}

    /// Who gets how many concurrent requests.
    ///
    /// @param loads by machine, every slot present
    /// @param waiting requests that met no machine with room
    record Assignment(Map<MachineId, Integer> loads, int waiting) {}

    /// Spreads requests: evenly over the machines of a region up to their hard limits, the rest to the next regions.
    ///
    /// @param demand concurrent requests by region
    static Assignment assign(SortedMap<Region, Integer> demand, List<Slot> slots) {
        SortedMap<Region, Integer> taken = new TreeMap<>();
        int waiting = 0;
        for (Map.Entry<Region, Integer> entry : demand.entrySet()) {
            int rest = entry.getValue();
            List<Region> regions = slots.stream()
                    .map(Slot::region)
                    .distinct()
                    .sorted(Regions.byDistanceFrom(entry.getKey()))
                    .toList();
            for (Region region : regions) {
                int used = taken.getOrDefault(region, 0);
                int more = (int) Math.min(rest, Math.max(0, hardCapacity(region, slots) - used));
                taken.put(region, used + more);
                rest -= more;
            }
            waiting += rest;
        }
        Map<MachineId, Integer> loads = new LinkedHashMap<>();
        slots.forEach(slot -> loads.put(slot.id(), 0));
        taken.forEach((region, count) -> spread(count, in(region, slots), loads));
        return new Assignment(loads, waiting);
    }

    private static void spread(int count, List<Slot> slots, Map<MachineId, Integer> loads) {
        List<Slot> tightestFirst = slots.stream()
                .sorted(Comparator.comparingInt(Slot::hardLimit).thenComparing(Slot::id))
                .toList();
        int rest = count;
        int open = tightestFirst.size();
        for (Slot slot : tightestFirst) {
            int share = Math.min(slot.hardLimit(), Math.ceilDiv(rest, open));
            loads.put(slot.id(), share);
            rest -= share;
            open--;
        }
    }

    private static long hardCapacity(Region region, List<Slot> slots) {
        return in(region, slots).stream().mapToLong(Slot::hardLimit).sum();
    }

    private static List<Slot> in(Region region, List<Slot> slots) {
        return slots.stream().filter(slot -> slot.region().equals(region)).toList();
    }

    /// A running machine as the autostop loop sees it.
    ///
    /// @param mayStop whether its autostop is on
    record Running(MachineId id, int load, int softLimit, boolean mayStop) {}

    /// The one machine of a region that a pass puts to sleep. With more than one running: excess = running −
    /// (running above soft limit + 1), and at least 1 must be left over; the last one goes when its load is 0.
    ///
    /// @param floor `min_machines_running` where the region is the primary one, else 0
    static Optional<MachineId> autostop(List<Running> running, int floor) {
        if (running.size() <= floor) {
            return Optional.empty();
        }
        if (running.size() == 1) {
            return running.stream()
                    .filter(machine -> machine.mayStop() && machine.load() == 0)
                    .map(Running::id)
                    .findFirst();
        }
        long above = running.stream()
                .filter(machine -> machine.load() > machine.softLimit())
                .count();
        long excess = running.size() - (above + 1);
        if (excess < 1) {
            return Optional.empty();
        }
        return running.stream()
                .filter(Running::mayStop)
                .min(Comparator.comparingInt(Running::load).thenComparing(Running::id))
                .map(Running::id);
    }
}
