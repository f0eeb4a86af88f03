package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineState;
import dev.hangar.model.Service;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The `fly.toml` of an app as JSON, which flyctl reads back from the current release: process groups and services,
/// read off the machines.
final class Definition {
    private Definition() {}

    static ObjectNode of(SimulatedApp app) {
        Map<String, SimulatedMachine> groups = new LinkedHashMap<>();
        app.machines().stream()
                .filter(machine -> machine.state() != MachineState.DESTROYED)
                .forEach(machine -> groups.putIfAbsent(machine.group().value(), machine));
        ObjectNode json = MachineJson.object().put("app", app.name().value());
        groups.values().stream()
                .flatMap(machine -> machine.config().primaryRegion().stream())
                .findFirst()
                .ifPresent(region -> json.put("primary_region", region.value()));
        ObjectNode processes = json.putObject("processes");
        groups.forEach((group, machine) -> processes.put(group, ""));
        groups.forEach((group, machine) -> machine.config().services().forEach(service -> add(json, group, service)));
        return json;
    }

    private static void add(ObjectNode json, String group, Service service) {
        ObjectNode entry = json.withArray("services").addObject();
        entry.put("protocol", "tcp").put("internal_port", service.internalPort());
        entry.put("auto_start_machines", service.autostart());
        entry.put("auto_stop_machines", word(service.autostop()));
        entry.put("min_machines_running", service.minMachinesRunning());
        entry.putArray("processes").add(group);
    }

    private static String word(Autostop autostop) {
        return autostop.name().toLowerCase(Locale.ROOT);
    }
}
