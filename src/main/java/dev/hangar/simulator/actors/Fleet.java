package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import java.util.List;
import java.util.Set;

/// What clients of the Machines API see of an app's machines.
final class Fleet {
    private static final Set<String> PASSING_GROUPS =
            Set.of("fly_app_release_command", "fly_app_console", "fly_app_test_machine_command");

    private Fleet() {}

    /// Machines as the official client lists them: without destroyed, release command and console ones (facts 8).
    static List<SimulatedMachine> active(SimulatedApp app) {
        return app.machines().stream()
                .filter(machine -> !isGone(machine))
                .filter(machine -> !PASSING_GROUPS.contains(machine.group().value()))
                .toList();
    }

    /// The machine at a position of the list, which is counted around its end; callers have seen that there is one.
    static SimulatedMachine at(List<SimulatedMachine> machines, int position) {
        return machines.get(Math.floorMod(position, machines.size()));
    }

    static boolean isGone(SimulatedMachine machine) {
        return machine.state().kind() == MachineState.Kind.GONE;
    }

    static boolean isPassing(SimulatedMachine machine) {
        return machine.state().kind() == MachineState.Kind.PASSING;
    }

    static boolean isHostOk(SimulatedMachine machine) {
        return machine.hostStatus() == HostStatus.OK;
    }

    /// The whole config with metadata in it, as the API shows it and an update sends it.
    static ObjectNode config(SimulatedMachine machine) {
        ObjectNode config = machine.current().raw().deepCopy();
        ObjectNode metadata = config.putObject("metadata");
        machine.metadata().forEach(metadata::put);
        return config;
    }

    /// What `fly scale count` and `fly machine clone` copy: everything, tags of others included, but standbys
    /// (facts 7.5). Volumes are not copied either.
    static ObjectNode clone(SimulatedMachine machine) {
        ObjectNode config = config(machine);
        config.remove(List.of("standbys", "mounts"));
        return config;
    }
}
