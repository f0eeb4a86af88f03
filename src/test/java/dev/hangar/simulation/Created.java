package dev.hangar.simulation;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The promises about machines that the daemon makes: only where its owner said how many are too many, never beyond
/// that by
/// what its last look showed, asleep, and in a pass that looked again.
final class Created {
    private Created() {}

    /// A create call took effect, or was refused.
    ///
    /// @throws Violation of `create-limit`, `creates-asleep` or `looks-again`
    static void check(Call call, ApiResponse response, Audit audit, Universe universe) {
        boolean made = response.status() / 100 == 2 || response.status() == 408;
        if (!made) {
            return;
        }
        String app = call.app().orElseThrow();
        PassWatch pass = call.pass.orElseThrow(() -> new Violation("only-in-a-pass", call.toString()));
        SimulatedMachine newest = newest(universe, app)
                .orElseThrow(() -> new Violation("create-limit", call + " made nothing that can be seen"));
        FleetTruth truth = audit.truth(app, newest);
        int most = truth.most().orElse(0);
        long shown = pass.newest.stream()
                .filter(one -> one.group().equals(truth.group()) && !one.gone())
                .count();
        if (shown + 1 > most || truth.kind() == FleetTruth.Kind.LEFT_ALONE) {
            throw new Violation("create-limit", call + ": its last look showed " + shown + " of " + most);
        }
        if (newest.state() != MachineState.CREATED && newest.state() != MachineState.STOPPED) {
            throw new Violation("creates-asleep", call + ": " + newest.name() + " is " + newest.state());
        }
        if (pass.listings < 2) {
            throw new Violation("looks-again", call.toString());
        }
        long there = audit.machines(truth).stream()
                .filter(machine -> machine.state().kind() != MachineState.Kind.GONE)
                .count();
        audit.count(there > most ? "raced over the limit" : "created");
    }

    private static Optional<SimulatedMachine> newest(Universe universe, String app) {
        return universe.world().app(new AppName(app)).map(SimulatedApp::machines).orElse(List.of()).stream()
                .filter(machine -> machine.metadata().containsKey("hangar_launch_id"))
                .max(Comparator.comparing(SimulatedMachine::createdAt));
    }
}
