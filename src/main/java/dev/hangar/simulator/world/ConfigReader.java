package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import dev.hangar.model.RestartPolicy;
import dev.hangar.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Reads the part of a machine's config that the world acts on from its JSON (facts 4).
final class ConfigReader {
    private static final int DEFAULT_MEMORY_MB = 256;

    private ConfigReader() {}

    /// The typed view. Metadata is left empty: the machine holds it apart.
    static MachineConfig read(JsonNode raw) {
        JsonNode guest = raw.path("guest");
        return new MachineConfig(
                guest(guest),
                raw.path("image").asText(""),
                services(raw.path("services")),
                texts(raw.path("mounts"), "volume"),
                text(raw.path("schedule")),
                ids(raw.path("standbys")),
                raw.path("auto_destroy").asBoolean(false),
                restart(raw.path("restart").path("policy").asText("")),
                raw.path("init").path("swap_size_mb").asInt(0),
                number(raw.path("rootfs").path("size_gb")),
                !raw.path("rootfs").path("persist").asText("never").equals("never"),
                text(raw.path("env").path("PRIMARY_REGION")).map(Region::new),
                Map.of(),
                keys(raw.path("env")),
                forcesInstance(raw.path("services")));
    }

    private static Guest guest(JsonNode guest) {
        CpuKind kind = switch (guest.path("cpu_kind").asText("shared")) {
            case "shared" -> CpuKind.SHARED;
            case "performance" -> CpuKind.PERFORMANCE;
            default -> CpuKind.UNRECOGNIZED;
        };
        int cpus = Math.max(1, guest.path("cpus").asInt(1));
        int memory = Math.max(1, guest.path("memory_mb").asInt(DEFAULT_MEMORY_MB));
        return new Guest(kind, cpus, memory, guest.hasNonNull("gpu_kind"), guest.hasNonNull("host_dedication_id"));
    }

    private static List<Service> services(JsonNode services) {
        List<Service> read = new ArrayList<>();
        for (JsonNode service : services) {
            JsonNode concurrency = service.path("concurrency");
            read.add(new Service(
                    service.path("internal_port").asInt(8080),
                    service.path("autostart").asBoolean(true),
                    autostop(service.path("autostop")),
                    Math.max(0, service.path("min_machines_running").asInt(0)),
                    number(concurrency.path("soft_limit")),
                    number(concurrency.path("hard_limit"))));
        }
        return read;
    }

    private static Autostop autostop(JsonNode value) {
        return switch (value.asText("off")) {
            case "true", "stop" -> Autostop.STOP;
            case "suspend" -> Autostop.SUSPEND;
            default -> Autostop.OFF;
        };
    }

    private static RestartPolicy restart(String policy) {
        return switch (policy) {
            case "no" -> RestartPolicy.NO;
            case "always" -> RestartPolicy.ALWAYS;
            case "", "on-failure" -> RestartPolicy.ON_FAILURE;
            default -> RestartPolicy.UNRECOGNIZED;
        };
    }

    private static boolean forcesInstance(JsonNode services) {
        for (JsonNode service : services) {
            if (service.hasNonNull("force_instance_key")) {
                return true;
            }
        }
        return false;
    }

    private static List<MachineId> ids(JsonNode values) {
        List<MachineId> read = new ArrayList<>();
        values.forEach(value -> read.add(new MachineId(value.asText())));
        return read;
    }

    private static List<String> texts(JsonNode values, String field) {
        List<String> read = new ArrayList<>();
        values.forEach(value -> read.add(value.path(field).asText()));
        return read;
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> read = new TreeSet<>();
        object.fieldNames().forEachRemaining(read::add);
        return read;
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static OptionalInt number(JsonNode value) {
        return value.isInt() && value.asInt() > 0 ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }
}
