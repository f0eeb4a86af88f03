package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Makes machines: those of the scenario, with a past, and new ones.
final class Genesis {
    private static final Duration FIRST_BOOT = Duration.ofSeconds(3);

    private Genesis() {}

    /// Fills an app with the machines and volumes of its scenario.
    static void populate(World world, SimulatedApp app, Scenario.AppSpec spec, Instant start) {
        for (Scenario.MachineSpec machine : spec.machines()) {
            ObjectNode config = machine.config().deepCopy();
            machine.standbyOf()
                    .ifPresent(index ->
                            standBy(config, app.machines().get(index).id().value()));
            Instant createdAt = start.minus(machine.age());
            SimulatedMachine made = birth(world, app, machine.name(), machine.region(), createdAt);
            machine.volumeGb().ifPresent(size -> mount(world, app, made, config, size));
            made.mutableMetadata().putAll(machine.metadata());
            version(world, made, config);
            remember(world, made, createdAt, machine.state());
        }
    }

    /// Makes a machine as a create call asks for it; the caller launches it.
    static SimulatedMachine create(World world, SimulatedApp app, World.Wish wish) {
        String name =
                wish.name().orElseGet(() -> "machine-" + world.identifiers().hex(6));
        SimulatedMachine machine = birth(world, app, name, wish.region(), world.now());
        addVersion(world, machine, wish.config());
        machine.cordoned = wish.cordoned();
        return machine;
    }

    /// Adds a config version; its metadata replaces the machine's.
    static void addVersion(World world, SimulatedMachine machine, ObjectNode config) {
        ObjectNode raw = config.deepCopy();
        Map<String, String> metadata = machine.mutableMetadata();
        metadata.clear();
        raw.path("metadata").forEachEntry((key, value) -> metadata.put(key, value.asText()));
        raw.remove("metadata");
        version(world, machine, raw);
    }

    private static void version(World world, SimulatedMachine machine, ObjectNode raw) {
        String id = world.identifiers().ulid(machine.versions().isEmpty() ? machine.createdAt() : world.now());
        machine.addVersion(new ConfigVersion(id, raw, ConfigReader.read(raw)));
    }

    private static SimulatedMachine birth(
            World world, SimulatedApp app, String name, Region region, Instant createdAt) {
        AppName owner = app.name();
        String id = world.identifiers().machineId();
        SimulatedMachine machine = new SimulatedMachine(
                new SimulatedMachine.Birth(new MachineRef(owner, new MachineId(id)), name, region, createdAt),
                world.identifiers(),
                world.seed().generator("delays", id));
        world.own(app, machine);
        return machine;
    }

    /// As a first deploy marks a standby (facts 7.1).
    private static void standBy(ObjectNode config, String watched) {
        config.putArray("standbys").add(watched);
        config.withObject("/env").put("FLY_STANDBY_FOR", watched);
    }

    private static void mount(World world, SimulatedApp app, SimulatedMachine machine, ObjectNode config, int sizeGb) {
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

    /// Writes the past of a machine that the scenario finds in `state`.
    private static void remember(World world, SimulatedMachine machine, Instant createdAt, MachineState state) {
        past(world, machine, "launch", "created", Source.USER, createdAt);
        Instant since = createdAt.plus(FIRST_BOOT);
        switch (state) {
            case STARTED -> past(world, machine, "start", "started", Source.FLYD, since);
            case STOPPED -> past(world, machine, "stop", "stopped", Source.FLYD, since);
            case SUSPENDED -> past(world, machine, "suspend", "suspended", Source.FLYD, since);
            default -> past(world, machine, "update", state.wireName(), Source.FLYD, since);
        }
        machine.state = state;
    }

    private static void past(World world, SimulatedMachine machine, String type, String status, Source by, Instant at) {
        Instant when = at.isAfter(world.now()) ? world.now() : at;
        machine.addEvent(new SimulatedEvent(
                world.identifiers().ulid(when), type, status, by.wireName(), when, Optional.empty()));
        machine.updatedAt = when;
    }
}
