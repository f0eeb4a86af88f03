package dev.hangar.simulator.api;

import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where the releases of an app come from.
public interface ReleaseSource {
    /// Releases, newest first; empty for an app that no flyctl ever deployed (facts 7.4).
    List<ReleaseRow> releases(SimulatedApp app);

    /// Those that a deployer of the world made, else those that the machines tell of.
    static List<ReleaseRow> ofWorld(SimulatedApp app) {
        return app.releases().isEmpty()
                ? ofMachines(app)
                : app.releases().stream()
                        .map(release -> new ReleaseRow(
                                release.id(),
                                release.version(),
                                release.status().wireName(),
                                release.strategy(),
                                release.createdAt(),
                                release.image()))
                        .sorted(Comparator.comparingInt(ReleaseRow::version).reversed())
                        .toList();
    }

    /// Read off the machines: one complete release of the highest version that a machine names, or version 1 where
    /// machines are flyctl's and name none.
    static List<ReleaseRow> ofMachines(SimulatedApp app) {
        Optional<SimulatedMachine> newest = app.machines().stream()
                .filter(machine -> machine.state() != MachineState.DESTROYED)
                .filter(machine -> machine.metadata().containsKey("fly_platform_version"))
                .max(Comparator.comparingInt(ReleaseSource::version));
        return newest.map(machine -> List.of(new ReleaseRow(
                        "rel_" + app.name() + "_" + version(machine),
                        version(machine),
                        "complete",
                        "rolling",
                        machine.createdAt(),
                        machine.config().image())))
                .orElse(List.of());
    }

    private static int version(SimulatedMachine machine) {
        return Numbers.parsed(machine.metadata().getOrDefault("fly_release_version", "1"))
                .map(Long::intValue)
                .orElse(1);
    }
}
