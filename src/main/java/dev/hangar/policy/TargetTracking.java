package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Target tracking: as many machines as keep each at the target utilization, `ceil(load / target)`, with a dead band:
/// while the machines at hand are within `tolerance` of the target, their number is kept.
///
/// While the demand is not fully known no region gets a recommendation below the machines at hand: unknown is never
/// zero. A brief gap only keeps this pass from shrinking; pushing it into the window would keep a fleet in which
/// machines start every few minutes from ever shrinking.
public final class TargetTracking {
    /// Fly Proxy stops a machine once the others could take its load up to their soft limits (facts 6). Head-room that
    /// we
    /// woke beside it would be undone within minutes, again and again.
    private static final double BESIDE_THE_PROXY = 1.0;

    /// Rounding guard: a load that is whole but for the last bits must not cost a machine.
    private static final double EPSILON = 1e-9;

    private TargetTracking() {}

    static Need recommend(Demand demand, Roster roster, PolicySettings settings) {
        double utilization = utilization(roster, settings);
        boolean known = demand.gap().isEmpty();
        boolean lasting = demand.gap().filter(gap -> !gap.brief()).isPresent();
        TreeMap<Region, Integer> regions = new TreeMap<>();
        int byDemand = 0;
        for (Map.Entry<Region, Double> entry : demand.loadByRegion().entrySet()) {
            int atHand = roster.capacity(entry.getKey());
            regions.put(entry.getKey(), machines(entry.getValue(), atHand, utilization, settings.tolerance()));
            byDemand = Need.saturated((long) byDemand + ceiling(entry.getValue() / utilization));
        }
        int withoutRegion = demand.fleetLoad() > 0
                ? machines(demand.fleetLoad(), roster.capacity(), utilization, settings.tolerance())
                : 0;
        byDemand = Math.max(byDemand, ceiling(demand.fleetLoad() / utilization));
        if (lasting) {
            roster.members().forEach(member -> regions.putIfAbsent(member.region(), 0));
            regions.replaceAll((region, wanted) -> Math.max(wanted, roster.capacity(region)));
        }
        return new Need(regions, withoutRegion, known ? byDemand : 0);
    }

    /// The share of a machine's capacity that is planned with. Of a queue the wait target says how much room is left:
    /// head-room besides would be idle workers.
    static double utilization(Roster roster, PolicySettings settings) {
        if (settings.isQueueing()) {
            return 1;
        }
        return proxyParks(roster) ? BESIDE_THE_PROXY : settings.targetUtilization();
    }

    /// Whether Fly Proxy parks every machine of the fleet too (decision 0007).
    static boolean proxyParks(Roster roster) {
        List<Standing> members = roster.members();
        return !members.isEmpty()
                && members.stream().allMatch(member -> member.config().effectiveAutostop() != Autostop.OFF);
    }

    /// The rule itself: machines for `load`, or those at hand while they are within the dead band and can carry it.
    ///
    /// @param load offered work in machines, 0 or more
    /// @param atHand machines that serve or are waking
    /// @param utilization share of a machine's capacity to plan with, in (0, 1]
    /// @param tolerance dead band around the target, in [0, 1)
    public static int machines(double load, int atHand, double utilization, double tolerance) {
        double wanted = load / utilization;
        if (atHand > 0 && Math.abs(wanted / atHand - 1) <= tolerance + EPSILON && load <= atHand) {
            return atHand;
        }
        return ceiling(wanted);
    }

    static int ceiling(double machines) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(machines - EPSILON));
    }
}
