package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.ConfigVersion;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedEvent;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The newest list of every app, to be given again while nothing that it shows has changed: most of an organization
/// stands still most of the time.
final class ListMemory {
    private final Map<AppName, Shown> lists = new HashMap<>();

    private record Shown(Map<String, List<String>> query, List<Looks> machines, ApiResponse response) {}

    /// Everything that [MachineJson#full] reads of a machine and that can change.
    private record Looks(
            SimulatedMachine machine,
            MachineState state,
            HostStatus host,
            boolean cordoned,
            String privateIp,
            Instant updatedAt,
            ConfigVersion config,
            Optional<SimulatedEvent> newest,
            Optional<SimulatedLease> lease,
            Map<String, String> metadata) {
        static Looks of(SimulatedMachine machine, Instant now) {
            return new Looks(
                    machine,
                    machine.state(),
                    machine.hostStatus(),
                    machine.isCordoned(),
                    machine.privateIp(),
                    machine.updatedAt(),
                    machine.current(),
                    machine.newestEvent(),
                    machine.leaseAt(now),
                    Map.copyOf(machine.metadata()));
        }

        boolean areOf(SimulatedMachine now, Instant at) {
            return machine == now
                    && state == now.state()
                    && host == now.hostStatus()
                    && cordoned == now.isCordoned()
                    && config.equals(now.current())
                    && updatedAt.equals(now.updatedAt())
                    && privateIp.equals(now.privateIp())
                    && newest.equals(now.newestEvent())
                    && lease.equals(now.leaseAt(at))
                    && metadata.equals(now.metadata());
        }
    }

    /// The app's list as it was shown last, if that is how it reads now, else as `anew` makes it.
    ///
    /// @param request the query decides what is shown
    ApiResponse list(SimulatedApp app, ApiRequest request, Instant now, Supplier<ApiResponse> anew) {
        List<SimulatedMachine> machines = app.machines();
        Shown shown = lists.get(app.name());
        if (shown != null && shown.query().equals(request.query()) && areSame(shown.machines(), machines, now)) {
            return shown.response();
        }
        ApiResponse response = anew.get();
        List<Looks> looks =
                machines.stream().map(machine -> Looks.of(machine, now)).toList();
        lists.put(app.name(), new Shown(request.query(), looks, response));
        return response;
    }

    private static boolean areSame(List<Looks> looks, List<SimulatedMachine> machines, Instant now) {
        if (looks.size() != machines.size()) {
            return false;
        }
        for (int i = 0; i < looks.size(); i++) {
            if (!looks.get(i).areOf(machines.get(i), now)) {
                return false;
            }
        }
        return true;
    }
}
