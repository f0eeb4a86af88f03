package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.model.Service;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Fly Proxy at work for one app: routes the offered requests and starts machines when those that run are full
/// (facts 6). Demand is a step function; routing follows every step and every change of a machine at once.
final class WebTraffic {
    private final Workload.Web workload;
    private final long noise;
    private final SortedMap<Region, Integer> offered = new TreeMap<>();
    private int waiting;
    private double requests;
    private double lateRequests;

    WebTraffic(Workload.Web workload, long noise) {
        this.workload = workload;
        this.noise = noise;
    }

    /// Requests offered until the last settlement.
    long requests() {
        return (long) requests;
    }

    /// Requests that had to wait for a machine.
    long lateRequests() {
        return (long) lateRequests;
    }

    /// Concurrent requests that wait for a machine.
    int waiting() {
        return waiting;
    }

    /// Counts what happened since the last settlement, while nothing changed.
    void settle(List<SimulatedMachine> machines, double seconds) {
        double perSecond = 1000.0 / workload.meanRequest().toMillis();
        int served = 0;
        for (SimulatedMachine machine : machines) {
            served += machine.load;
            machine.usage.answered(machine.load * seconds * perSecond);
        }
        requests += (served + waiting) * seconds * perSecond;
        lateRequests += waiting * seconds * perSecond;
    }

    /// Draws the demand of a new step and lets the connections of cordoned machines run dry.
    void step(Duration elapsed, Duration step, List<SimulatedMachine> machines) {
        double level = workload.demand().level(elapsed, noise);
        long index = elapsed.toMillis() / Math.max(1, step.toMillis());
        offered.clear();
        for (Region origin : new TreeSet<>(workload.origins().keySet())) {
            double share = workload.origins().getOrDefault(origin, 0.0) * level;
            double dither = Seed.uniform(noise ^ origin.value().hashCode(), index);
            offered.put(origin, Math.max(0, (int) Math.floor(share + dither)));
        }
        double kept = StrictMath.pow(
                0.5, (double) step.toMillis() / workload.drainHalfLife().toMillis());
        for (SimulatedMachine machine : machines) {
            if (machine.cordoned) {
                machine.load = (int) Math.floor(machine.load * kept);
            }
        }
    }

    /// Routes the offered requests, then starts machines where those that are up or coming up would be full: in the
    /// region itself, and elsewhere only when the machines of all regions together would be.
    void route(List<SimulatedMachine> machines, Proxy proxy) {
        SortedMap<Region, Integer> demand = demandByRegion(machines);
        ProxyRules.Assignment assignment = ProxyRules.assign(
                demand,
                machines.stream()
                        .filter(SimulatedMachine::isRoutable)
                        .map(machine -> new ProxyRules.Slot(
                                machine.id(), machine.region(), machine.softLimit(), machine.hardLimit()))
                        .toList());
        machines.stream()
                .filter(SimulatedMachine::isRoutable)
                .forEach(machine -> machine.load = assignment.loads().getOrDefault(machine.id(), 0));
        waiting = assignment.waiting();
        int total = demand.values().stream().mapToInt(Integer::intValue).sum();
        demand.forEach((region, count) -> {
            Predicate<SimulatedMachine> here = machine -> machine.region().equals(region);
            if (count > room(machines, here)) {
                wake(count, region, machines, here, proxy);
            }
            if (count > room(machines, here)) {
                wake(total, region, machines, machine -> true, proxy);
            }
        });
    }

    /// How the proxy starts a machine and which ones it may start.
    interface Proxy {
        boolean mayStart(SimulatedMachine machine);

        boolean isRecentlyStopped(SimulatedMachine machine);

        boolean start(SimulatedMachine machine);
    }

    /// Starts sleeping machines within a scope, the nearest to `region` first, until `count` fits below their soft
    /// limits.
    private static void wake(
            int count, Region region, List<SimulatedMachine> machines, Predicate<SimulatedMachine> scope, Proxy proxy) {
        List<SimulatedMachine> asleep = machines.stream()
                .filter(machine -> scope.test(machine) && isWakeable(machine) && proxy.mayStart(machine))
                .sorted(Comparator.comparing(SimulatedMachine::region, Regions.byDistanceFrom(region))
                        .thenComparing(proxy::isRecentlyStopped)
                        .thenComparing(machine -> machine.state != MachineState.SUSPENDED)
                        .thenComparing(SimulatedMachine::id))
                .toList();
        long room = room(machines, scope);
        for (SimulatedMachine machine : asleep) {
            if (count <= room) {
                return;
            }
            room += proxy.start(machine) ? machine.softLimit() : 0;
        }
    }

    /// Soft limits of the machines within a scope that are up or coming up.
    private static long room(List<SimulatedMachine> machines, Predicate<SimulatedMachine> scope) {
        return machines.stream()
                .filter(machine -> scope.test(machine) && isUpOrComing(machine))
                .mapToLong(SimulatedMachine::softLimit)
                .sum();
    }

    private static boolean isUpOrComing(SimulatedMachine machine) {
        boolean coming = machine.state == MachineState.STARTING && !machine.stuck;
        return (machine.isAtWork() || coming)
                && !machine.cordoned
                && !machine.config().services().isEmpty();
    }

    private static boolean isWakeable(SimulatedMachine machine) {
        boolean asleep = machine.state == MachineState.STOPPED || machine.state == MachineState.SUSPENDED;
        return asleep
                && !machine.cordoned
                && machine.config().standbyFor().isEmpty()
                && machine.config().services().stream().anyMatch(Service::autostart);
    }

    /// What is still to be routed, by the region of the app that is nearest to its origin. Connections that
    /// cordoned machines still hold are not offered again.
    private SortedMap<Region, Integer> demandByRegion(List<SimulatedMachine> machines) {
        TreeSet<Region> homes = new TreeSet<>();
        int held = 0;
        for (SimulatedMachine machine : machines) {
            if (!machine.isGone() && !machine.config().services().isEmpty()) {
                homes.add(machine.region());
            }
            held += machine.cordoned ? machine.load : 0;
        }
        SortedMap<Region, Integer> demand = new TreeMap<>();
        for (Map.Entry<Region, Integer> entry : offered.entrySet()) {
            int fresh = Math.max(0, entry.getValue() - held);
            held = Math.max(0, held - entry.getValue());
            Optional<Region> home = Regions.nearest(entry.getKey(), homes);
            demand.merge(home.orElse(entry.getKey()), fresh, Integer::sum);
        }
        return demand;
    }
}
