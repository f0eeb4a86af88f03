package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a deploy knows of an app: a config per process group, of which some parts are laid over what runs and
/// others are left alone (facts 7.2).
///
/// @param groups by name
public record FlyToml(SortedMap<String, Group> groups) {
    /// What every deploy writes anew; guest, standbys, schedule, auto_destroy and foreign metadata stay.
    private static final List<String> OVERWRITTEN =
            List.of("services", "env", "checks", "statics", "restart", "metrics", "stop_config", "files", "init");

    /// A process group.
    ///
    /// @param region where its first machines are made
    /// @param config raw config without metadata; never changed
    public record Group(Region region, ObjectNode config) {
        boolean hasServices() {
            return !config.path("services").isEmpty();
        }

        boolean hasMounts() {
            return !config.path("mounts").isEmpty();
        }
    }

    /// The file that an app's machines look as if deployed from: of each group the first one tells.
    public static FlyToml of(SimulatedApp app) {
        SortedMap<String, Group> groups = new TreeMap<>();
        for (SimulatedMachine machine : Fleet.active(app)) {
            ObjectNode config = machine.current().raw().deepCopy();
            config.remove("standbys");
            config.withObject("/env").remove("FLY_STANDBY_FOR");
            groups.putIfAbsent(machine.group().value(), new Group(machine.region(), config));
        }
        return new FlyToml(groups);
    }

    /// The config that a release gives to a machine that there is already.
    ObjectNode over(SimulatedMachine machine, Release release) {
        ObjectNode config = Fleet.config(machine);
        Group group = groups.get(machine.group().value());
        if (group != null) {
            for (String key : OVERWRITTEN) {
                JsonNode value = group.config().get(key);
                if (value == null) {
                    config.remove(key);
                } else {
                    config.set(key, value.deepCopy());
                }
            }
            if (group.hasServices()) {
                config.remove("standbys");
            }
        }
        return released(config, release);
    }

    /// The config of a group's new machine; mounts are left out, the caller has the volume.
    ObjectNode fresh(String name, Group group, Release release) {
        ObjectNode config = group.config().deepCopy();
        config.remove("mounts");
        config.putObject("metadata")
                .put("fly_platform_version", "v2")
                .put("fly_flyctl_version", "0.3.209")
                .put("fly_process_group", name);
        return released(config, release);
    }

    /// The machine that runs the release command: one-shot, of no group of the app (facts 7.2).
    ObjectNode releaseCommand(Release release) {
        Group first = groups.getOrDefault("app", groups.values().iterator().next());
        ObjectNode config = fresh("fly_app_release_command", first, release);
        config.remove(List.of("services", "checks", "schedule", "standbys"));
        config.put("auto_destroy", true);
        config.putObject("restart").put("policy", "no");
        config.withObject("/env").put("RELEASE_COMMAND", "1").put("FLY_PROCESS_GROUP", "fly_app_release_command");
        return config;
    }

    static ObjectNode standingBy(ObjectNode config, MachineId watched) {
        config.putArray("standbys").add(watched.value());
        config.withObject("/env").put("FLY_STANDBY_FOR", watched.value());
        return config;
    }

    private static ObjectNode released(ObjectNode config, Release release) {
        config.put("image", release.image());
        config.withObject("/metadata")
                .put("fly_release_id", release.id())
                .put("fly_release_version", Integer.toString(release.version()));
        return config;
    }
}
