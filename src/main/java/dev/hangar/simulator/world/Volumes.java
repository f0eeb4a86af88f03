package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Region;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// The volumes of an app and who mounts them: one per machine, tied to its host (facts 4).
final class Volumes {
    private Volumes() {}

    /// Makes a volume and mounts it in `config`.
    static void mount(World world, SimulatedApp app, SimulatedMachine machine, ObjectNode config, int sizeGb) {
        String id = world.identifiers().volumeId();
        config.putArray("mounts")
                .addObject()
                .put("volume", id)
                .put("name", "data")
                .put("path", "/data")
                .put("size_gb", sizeGb);
        app.mutableVolumes()
                .add(new SimulatedVolume(
                        id, "data", sizeGb, machine.region(), Optional.of(machine.id()), machine.createdAt()));
    }

    /// A volume whose machine is long gone.
    static void leave(World world, SimulatedApp app, Traits.LooseVolume loose, Instant createdAt) {
        app.mutableVolumes()
                .add(new SimulatedVolume(
                        world.identifiers().volumeId(),
                        loose.name(),
                        loose.sizeGb(),
                        loose.region(),
                        Optional.empty(),
                        createdAt));
    }

    static SimulatedVolume free(World world, SimulatedApp app, String name, Region region, int sizeGb) {
        return app.volumes().stream()
                .filter(volume -> volume.attachedTo().isEmpty()
                        && volume.name().equals(name)
                        && volume.region().equals(region))
                .findFirst()
                .orElseGet(() -> {
                    SimulatedVolume made = new SimulatedVolume(
                            world.identifiers().volumeId(), name, sizeGb, region, Optional.empty(), world.now());
                    app.mutableVolumes().add(made);
                    return made;
                });
    }

    /// A new machine takes the free volumes that its config names.
    static void attach(SimulatedApp app, SimulatedMachine machine) {
        app.mutableVolumes()
                .replaceAll(volume -> volume.attachedTo().isEmpty()
                                && machine.config().volumes().contains(volume.id())
                        ? volume.attached(machine.id())
                        : volume);
    }

    static void detach(SimulatedApp app, SimulatedMachine machine) {
        app.mutableVolumes().replaceAll(volume -> isOf(machine).test(volume) ? volume.detached() : volume);
    }

    /// Migration copies the volumes of a machine: the copies have new ids, in its config too (facts 2.2).
    static void copy(World world, SimulatedApp app, SimulatedMachine machine) {
        if (app.volumes().stream().noneMatch(isOf(machine))) {
            return;
        }
        ConfigVersion current = machine.current();
        ObjectNode raw = current.raw().deepCopy();
        app.mutableVolumes().replaceAll(volume -> {
            if (!isOf(machine).test(volume)) {
                return volume;
            }
            SimulatedVolume copy = volume.renamed(world.identifiers().volumeId());
            for (JsonNode mount : raw.path("mounts")) {
                if (mount instanceof ObjectNode object
                        && mount.path("volume").asText("").equals(volume.id())) {
                    object.put("volume", copy.id());
                }
            }
            return copy;
        });
        machine.replaceVersion(new ConfigVersion(current.version(), raw, ConfigReader.read(raw)));
    }

    private static Predicate<SimulatedVolume> isOf(SimulatedMachine machine) {
        return volume -> volume.attachedTo().equals(Optional.of(machine.id()));
    }
}
