package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.AppName;
import dev.hangar.model.Check;
import dev.hangar.model.FleetId;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.model.SafeText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads Machines (facts 1.3). One that cannot be understood neither hides the others nor vanishes: it is listed as
/// [MachineState#UNRECOGNIZED] without a config, so that nothing counts on it and nothing is done to it.
final class MachineReader {
    private static final String DEFAULT_GROUP = "app";
    private static final Region NO_REGION = new Region("unknown");
    /// Left by blue-green deploys of old; not a health check (facts 1.3).
    private static final String NOT_A_CHECK = "bg_deployments_compat";

    private MachineReader() {}

    /// Every Machine of a listing, sorted, each id once: of two entries the younger one counts.
    static List<Machine> machines(AppName app, JsonNode answer) throws UnreadableException {
        Map<MachineId, Machine> machines = new LinkedHashMap<>();
        for (JsonNode node : Json.elements(answer, "the listing")) {
            Machine machine = machine(app, node);
            machines.merge(machine.id(), machine, (a, b) -> b.updatedAt().isAfter(a.updatedAt()) ? b : a);
        }
        return machines.values().stream().sorted().toList();
    }

    /// One Machine.
    ///
    /// @throws UnreadableException when it has no id
    static Machine machine(AppName app, JsonNode node) throws UnreadableException {
        MachineId id = new MachineId(Json.identifier(node, "id"));
        try {
            return readable(app, id, node);
        } catch (UnreadableException e) {
            return unreadable(app, id, node);
        }
    }

    private static Machine readable(AppName app, MachineId id, JsonNode node) throws UnreadableException {
        JsonNode config = Json.object(node, "config");
        boolean hasConfig = !Json.isAbsent(config);
        Optional<MachineConfig> read = hasConfig ? Optional.of(ConfigReader.config(config)) : Optional.empty();
        JsonNode known = hasConfig ? config : Json.object(node, "incomplete_config");
        String stateText = Json.label(node, "state");
        return new Machine(
                id,
                Json.label(node, "name"),
                new FleetId(app, group(known)),
                new Region(Json.identifier(node, "region")),
                MachineState.parse(stateText),
                stateText,
                version(node),
                time(node, "created_at"),
                time(node, "updated_at"),
                host(node, hasConfig),
                read,
                Json.flag(node, "cordoned", false),
                LeaseReader.listed(node),
                ConfigReader.metadata(known),
                checks(Json.list(node, "checks")),
                EventReader.events(Json.list(node, "events")));
    }

    /// What can be said without trusting any field but the id.
    private static Machine unreadable(AppName app, MachineId id, JsonNode node) {
        JsonNode config = node.path(node.path("config").isObject() ? "config" : "incomplete_config");
        String region = Json.label(node, "region");
        return new Machine(
                id,
                Json.label(node, "name"),
                new FleetId(app, group(config)),
                region.isEmpty() ? NO_REGION : new Region(region),
                MachineState.UNRECOGNIZED,
                Json.label(node, "state"),
                version(node),
                Times.instant(node.path("created_at")).orElse(Instant.EPOCH),
                Times.instant(node.path("updated_at")).orElse(Instant.EPOCH),
                HostStatus.UNKNOWN,
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of());
    }

    /// Where a Machine belongs: newer metadata, older metadata, environment, else `app`.
    private static ProcessGroup group(JsonNode config) {
        JsonNode metadata = config.path("metadata");
        return Stream.of(
                        metadata.path("fly_process_group"),
                        metadata.path("process_group"),
                        config.path("env").path("FLY_PROCESS_GROUP"))
                .map(name -> SafeText.label(name.asText("")))
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(ProcessGroup::new)
                .orElseGet(() -> new ProcessGroup(DEFAULT_GROUP));
    }

    private static String version(JsonNode node) {
        String instance = Json.label(node, "instance_id");
        return instance.isEmpty() ? Json.label(node, "version") : instance;
    }

    private static Instant time(JsonNode node, String name) throws UnreadableException {
        return Times.instant(node.path(name)).orElseThrow(() -> new UnreadableException(name + " is no time"));
    }

    /// Absent means ok as long as there is a config, which Fly leaves out when the host is in trouble.
    private static HostStatus host(JsonNode node, boolean hasConfig) {
        return switch (node.path("host_status").asText("")) {
            case "" -> hasConfig ? HostStatus.OK : HostStatus.UNKNOWN;
            case "ok" -> HostStatus.OK;
            case "unreachable" -> HostStatus.UNREACHABLE;
            default -> HostStatus.UNKNOWN;
        };
    }

    private static List<Check> checks(List<JsonNode> nodes) {
        return nodes.stream()
                .map(node -> new Check(Json.label(node, "name"), checkStatus(node), Json.label(node, "output")))
                .filter(check -> !check.name().startsWith(NOT_A_CHECK))
                .toList();
    }

    private static Check.Status checkStatus(JsonNode node) {
        return switch (Json.label(node, "status").toLowerCase(Locale.ROOT)) {
            case "passing" -> Check.Status.PASSING;
            case "warning" -> Check.Status.WARNING;
            case "critical" -> Check.Status.CRITICAL;
            default -> Check.Status.UNRECOGNIZED;
        };
    }
}
