package dev.hangar.simulator.world;

import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import java.time.Instant;
import java.util.Optional;

/// A volume of the world (facts 1.8).
///
/// @param id `vol_…`
/// @param sizeGb provisioned size
/// @param attachedTo machine that mounts it
public record SimulatedVolume(
        String id, String name, int sizeGb, Region region, Optional<MachineId> attachedTo, Instant createdAt) {
    SimulatedVolume attached(MachineId machine) {
        return new SimulatedVolume(id, name, sizeGb, region, Optional.of(machine), createdAt);
    }

    SimulatedVolume renamed(String newId) {
        return new SimulatedVolume(newId, name, sizeGb, region, attachedTo, createdAt);
    }

    SimulatedVolume detached() {
        return new SimulatedVolume(id, name, sizeGb, region, Optional.empty(), createdAt);
    }
}
