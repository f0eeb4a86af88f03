package dev.hangar.control;

import dev.hangar.model.App;
import dev.hangar.model.Fleet;
import dev.hangar.model.FleetId;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Splits an app's machines into fleets; machines that are gone belong to none.
public final class Fleets {
    private Fleets() {}

    /// All fleets of an app, in order.
    public static List<Fleet> of(App app, List<Machine> machines) {
        Map<FleetId, List<Machine>> groups = machines.stream()
                .filter(machine -> machine.state().kind() != MachineState.Kind.GONE)
                .collect(Collectors.groupingBy(Machine::fleet, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new Fleet(group.getKey(), app, group.getValue()))
                .toList();
    }

    /// One fleet of an app, possibly without machines.
    static Fleet only(FleetId id, App app, List<Machine> machines) {
        return of(app, machines).stream()
                .filter(fleet -> fleet.id().equals(id))
                .findFirst()
                .orElseGet(() -> new Fleet(id, app, List.of()));
    }
}
