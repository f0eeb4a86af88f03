package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.cost.Scene;
import dev.hangar.model.Autostop;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.model.Service;
import dev.hangar.policy.Demand;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.MachineReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a pass saw of a fleet, in the words of its ledger.
final class Scenes {
    private Scenes() {}

    static Scene of(PassRecord.Decided decided, PriceBook prices) {
        FleetReport report = decided.evaluation().report();
        Map<Region, List<MachineReport>> byRegion = new TreeMap<>();
        for (MachineReport machine : report.machines()) {
            if (machine.now().isPresent() && isScaled(machine)) {
                byRegion.computeIfAbsent(machine.machine().region(), any -> new ArrayList<>())
                        .add(machine);
            }
        }
        // Load that carries no region can be placed only where there is no choice.
        boolean placed = byRegion.size() < 2 || report.demand().total() <= regional(report.demand());
        List<Scene.Place> places = byRegion.entrySet().stream()
                .map(entry -> place(
                        entry.getKey(),
                        entry.getValue(),
                        load(report.demand(), entry.getKey(), byRegion.size()),
                        prices))
                .toList();
        return new Scene(decided.at(), report.now(), report.demand().gap().isEmpty() && placed, places);
    }

    private static double regional(Demand demand) {
        return demand.loadByRegion().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double load(Demand demand, Region region, int regions) {
        return regions == 1 ? demand.total() : demand.loadByRegion().getOrDefault(region, 0.0);
    }

    private static boolean isScaled(MachineReport machine) {
        return switch (machine.role()) {
            case SERVING, UNHEALTHY, DRAINING, WAKING, LEAVING, ASLEEP -> true;
            case IDLE_WRECK, OUTSIDER -> false;
        };
    }

    private static boolean isAwake(MachineReport machine) {
        return switch (machine.role()) {
            case SERVING, UNHEALTHY, DRAINING, WAKING -> true;
            case LEAVING, ASLEEP, IDLE_WRECK, OUTSIDER -> false;
        };
    }

    private static Scene.Place place(Region region, List<MachineReport> machines, double load, PriceBook prices) {
        List<MachineConfig> configs = machines.stream()
                .flatMap(report -> report.machine().config().stream())
                .toList();
        return new Scene.Place(
                region,
                load,
                configs.stream()
                        .filter(config -> config.primaryRegion().equals(Optional.of(region)))
                        .flatMap(config -> config.services().stream())
                        .mapToInt(Service::minMachinesRunning)
                        .max()
                        .orElse(0),
                configs.stream().anyMatch(MachineConfig::isWokenByProxy),
                configs.stream()
                        .allMatch(config -> !config.services().isEmpty() && config.effectiveAutostop() != Autostop.OFF),
                rates(machines, true, prices),
                rates(machines, false, prices));
    }

    /// What each machine on one side would cost more, or less, on the other.
    private static List<Rate> rates(List<MachineReport> machines, boolean awake, PriceBook prices) {
        return machines.stream()
                .filter(report -> isAwake(report) == awake)
                .map(report -> {
                    Rate now = report.now().orElse(Rate.ZERO);
                    Rate other = rate(report.machine(), awake ? MachineState.STOPPED : MachineState.STARTED, prices);
                    return awake ? now.minus(other) : other.minus(now);
                })
                .toList();
    }

    private static Rate rate(Machine machine, MachineState state, PriceBook prices) {
        return prices.rate(machine, state).orElse(Rate.ZERO);
    }
}
