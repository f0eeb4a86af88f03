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
            machine.volumeGb().ifPresent(size -> Volumes.mount(world, app, made, config, size));
            made.mutableMetadata().putAll(machine.metadata());
            version(world, made, config);
            remember(world, made, createdAt, machine.state());
            release(world, app, made);
        }
        for (Traits.LooseVolume loose : spec.traits().looseVolumes()) {
            Volumes.leave(world, app, loose, start.minus(loose.age()));
        }
    }

    /// Makes a machine as a create call asks for it; the caller launches it.
    static SimulatedMachine create(World world, SimulatedApp app, World.Wish wish) {
        String name =
                wish.name().orElseGet(() -> "machine-" + world.identifiers().hex(6));
        SimulatedMachine machine = birth(world, app, name, wish.region(), world.now());
        addVersion(world, machine, wish.config());
        Volumes.attach(app, machine);
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
        Instant at = machine.versions().isEmpty() ? machine.createdAt() : world.now();
        machine.addVersion(new ConfigVersion(world.identifiers().ulid(at), raw, ConfigReader.read(raw)), at);
        world.configured(machine);
    }

    private static SimulatedMachine birth(
            World world, SimulatedApp app, String name, Region region, Instant createdAt) {
        AppName owner = app.name();
        String id = world.identifiers().machineId();
        SimulatedMachine machine = new SimulatedMachine(
                new SimulatedMachine.Birth(
                        new MachineRef(owner, new MachineId(id)), name, region, createdAt, app.traits()),
                world.identifiers(),
                world.seed().generator("delays", id));
        world.own(app, machine);
        return machine;
    }

    /// The release that flyctl deployed a machine of the scenario by; of one release the oldest machine tells
    /// the time.
    private static void release(World world, SimulatedApp app, SimulatedMachine machine) {
        Map<String, String> metadata = machine.metadata();
        String version = metadata.getOrDefault("fly_release_version", "");
        if (!version.matches("[1-9][0-9]{0,8}") || !"v2".equals(metadata.get("fly_platform_version"))) {
            return;
        }
        int number = Integer.parseInt(version);
        Release known = app.mutableReleases().get(number);
        if (known == null || machine.createdAt().isBefore(known.createdAt())) {
            world.setRelease(
                    app,
                    new Release(
                            metadata.getOrDefault("fly_release_id", version),
                            number,
                            Release.Status.COMPLETE,
                            machine.createdAt(),
                            "rolling",
                            "dev@example.com",
                            machine.config().image()));
        }
    }

    /// As a first deploy marks a standby (facts 7.1).
    private static void standBy(ObjectNode config, String watched) {
        config.putArray("standbys").add(watched);
        config.withObject("/env").put("FLY_STANDBY_FOR", watched);
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
        if (state == MachineState.SUSPENDED) {
            world.remembersSnapshot(machine);
        }
        world.arrived(machine);
    }

    private static void past(World world, SimulatedMachine machine, String type, String status, Source by, Instant at) {
        Instant when = at.isAfter(world.now()) ? world.now() : at;
        machine.addEvent(new SimulatedEvent(
                world.identifiers().ulid(when), type, status, by.wireName(), when, Optional.empty()));
        machine.updatedAt = when;
    }
}
