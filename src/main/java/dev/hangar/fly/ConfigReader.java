package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import dev.hangar.model.RestartPolicy;
import dev.hangar.model.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads a Machine's `config` (facts 4). A field that a guard hangs on is either understood or fails the whole config.
final class ConfigReader {
    /// `rootfs.persist` or `guest.persist_rootfs` that let nothing outlive a stop, as texts or as the client's enum.
    private static final Set<String> NOT_PERSISTENT = Set.of("", "never", "0", "1");

    private static final int DEFAULT_MEMORY_MB = 256;

    private ConfigReader() {}

    static MachineConfig config(JsonNode config) throws UnreadableException {
        JsonNode guest = Json.object(config, "guest");
        JsonNode rootfs = Json.object(config, "rootfs");
        JsonNode env = Json.object(config, "env");
        return new MachineConfig(
                guest(config, guest),
                Json.label(config, "image"),
                ServiceReader.services(config),
                volumes(config),
                Json.text(config, "schedule").map(SafeText::label),
                standbys(config),
                Json.flag(config, "auto_destroy", false),
                restart(Json.object(config, "restart")),
                Json.count(Json.object(config, "init"), "swap_size_mb", 0),
                rootfsGb(rootfs),
                isPersistent(rootfs.path("persist")) || isPersistent(guest.path("persist_rootfs")),
                Json.text(env, "PRIMARY_REGION").filter(Json::isIdentifier).map(Region::new),
                metadata(config),
                keys(env),
                ServiceReader.forcesInstanceKey(config),
                extras(config));
    }

    private static MachineConfig.Extras extras(JsonNode config) throws UnreadableException {
        List<String> paths = new ArrayList<>();
        for (JsonNode mount : Json.list(config, "mounts")) {
            String path = Json.label(mount, "path");
            if (!path.isEmpty()) {
                paths.add(path);
            }
        }
        JsonNode stop = config.path("stop_config");
        List<String> checks = new ArrayList<>();
        config.path("checks").fieldNames().forEachRemaining(name -> checks.add(SafeText.label(name)));
        return new MachineConfig.Extras(
                paths,
                Optional.of(Json.label(stop, "signal")).filter(text -> !text.isEmpty()),
                Times.duration(stop.path("timeout")),
                checks);
    }

    /// Texts of `metadata`, cleaned; a value of another type is taken as text, null is left out, and so is a key that
    /// would not look like what it is.
    static Map<String, String> metadata(JsonNode config) throws UnreadableException {
        Map<String, String> metadata = new HashMap<>();
        Json.object(config, "metadata").properties().forEach(entry -> {
            String key = entry.getKey();
            if (!entry.getValue().isNull() && key.equals(SafeText.label(key))) {
                metadata.put(key, SafeText.label(entry.getValue().asText()));
            }
        });
        return metadata;
    }

    /// Without a guest it is Fly's default size, shared-cpu-1x with 256 MB. The deprecated `size` is not understood.
    private static Guest guest(JsonNode config, JsonNode guest) throws UnreadableException {
        if (Json.isAbsent(guest)) {
            if (Json.text(config, "size").isPresent()) {
                throw new UnreadableException("config has a size and no guest");
            }
            return Guest.of(CpuKind.SHARED, 1, DEFAULT_MEMORY_MB);
        }
        int cpus = Json.count(guest, "cpus", 0);
        int memoryMb = Json.count(guest, "memory_mb", 0);
        if (cpus < 1 || memoryMb < 1) {
            throw new UnreadableException("guest has no cpus or no memory_mb");
        }
        boolean gpu = Json.text(guest, "gpu_kind").isPresent() || Json.count(guest, "gpus", 0) > 0;
        boolean dedicated = Json.text(guest, "host_dedication_id").isPresent();
        return new Guest(cpuKind(guest), cpus, memoryMb, gpu, dedicated);
    }

    private static CpuKind cpuKind(JsonNode guest) {
        return switch (guest.path("cpu_kind").asText("")) {
            case "shared" -> CpuKind.SHARED;
            case "performance" -> CpuKind.PERFORMANCE;
            default -> CpuKind.UNRECOGNIZED;
        };
    }

    private static List<String> volumes(JsonNode config) throws UnreadableException {
        List<String> volumes = new ArrayList<>();
        for (JsonNode mount : Json.list(config, "mounts")) {
            String volume = Json.label(mount, "volume");
            String name = volume.isEmpty() ? Json.label(mount, "name") : volume;
            volumes.add(name.isEmpty() ? "unnamed volume" : name);
        }
        return volumes;
    }

    private static List<MachineId> standbys(JsonNode config) throws UnreadableException {
        List<MachineId> standbys = new ArrayList<>();
        for (JsonNode node : Json.list(config, "standbys")) {
            if (node.asText("").isBlank()) {
                throw new UnreadableException("standbys holds something other than ids");
            }
            standbys.add(new MachineId(node.asText()));
        }
        return standbys;
    }

    private static RestartPolicy restart(JsonNode restart) {
        return switch (restart.path("policy").asText("")) {
            case "", "on-failure" -> RestartPolicy.ON_FAILURE;
            case "no" -> RestartPolicy.NO;
            case "always" -> RestartPolicy.ALWAYS;
            default -> RestartPolicy.UNRECOGNIZED;
        };
    }

    private static OptionalInt rootfsGb(JsonNode rootfs) throws UnreadableException {
        int gb = Json.count(rootfs, "size_gb", 0);
        return gb == 0 ? OptionalInt.empty() : OptionalInt.of(gb);
    }

    private static boolean isPersistent(JsonNode node) {
        return !Json.isAbsent(node) && !NOT_PERSISTENT.contains(node.asText("?"));
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new HashSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
