package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lists of machines: of one app, and of the whole organization with a cursor (facts 1.3).
final class ListEndpoints {
    private static final long MAX_PAGE = 1000;
    private static final String METADATA_FILTER = "metadata.";
    private static final String GONE = "destroyed";
    /// What a summary leaves out.
    private static final List<String> DETAILS =
            List.of("config", "incomplete_config", "checks", "events", "host_status");

    private ListEndpoints() {}

    private record Row(SimulatedApp app, SimulatedMachine machine) {
        String cursor() {
            return machine.updatedAt().toEpochMilli() + "_" + machine.id();
        }
    }

    /// @param machines the app's, of now or of a moment ago, in full and with their leases
    static ApiResponse ofApp(List<ObjectNode> machines, ApiRequest request) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        machines.stream()
                .filter(machine -> isWanted(machine, request) && hasMetadata(machine, request))
                .map(machine -> shown(machine.deepCopy(), request))
                .forEach(list::add);
        return ApiResponse.json(list);
    }

    private static ObjectNode shown(ObjectNode machine, ApiRequest request) {
        if (!request.flag("include_leases")) {
            machine.remove("lease");
        }
        return request.flag("summary") ? machine.without(DETAILS) : machine;
    }

    /// The limit of a page, 1000 where none is given; empty for anything that is not 1 to 1000.
    static Optional<Long> limit(ApiRequest request) {
        return request.parameter("limit").isEmpty()
                ? Optional.of(MAX_PAGE)
                : request.parameter("limit").flatMap(Numbers::parsed).filter(limit -> limit >= 1 && limit <= MAX_PAGE);
    }

    static ApiResponse badLimit() {
        return ApiResponse.error(400, "invalid limit: 1 to " + MAX_PAGE + " is expected");
    }

    /// @param apps those whose machines the caller may see
    /// @param unreadable regions that are named and left out
    static ApiResponse ofOrganization(
            World world, ApiRequest request, List<SimulatedApp> apps, Set<Region> unreadable) {
        Optional<Long> limit = limit(request);
        if (limit.isEmpty()) {
            return badLimit();
        }
        List<Row> rows;
        try {
            rows = rows(apps, request, unreadable);
        } catch (DateTimeParseException notATime) {
            return ApiResponse.error(400, "invalid updated_after: RFC 3339 is expected");
        }
        List<Row> page = rows.stream().limit(limit.get()).toList();
        MachineJson json = new MachineJson(world.now());
        ObjectNode body = MachineJson.object();
        ArrayNode machines = body.putArray("machines");
        page.forEach(row -> machines.add(json.ofOrganization(row.app(), row.machine(), request.flag("summary"))));
        ArrayNode errors = body.putArray("error_regions");
        unreadable.stream().sorted().forEach(region -> errors.add(region.value()));
        if (!page.isEmpty()) {
            Row last = page.getLast();
            body.put("last_machine_id", last.machine().id().value());
            body.put("last_updated_at", MachineJson.seconds(last.machine().updatedAt()));
            body.put("next_cursor", page.size() < rows.size() ? last.cursor() : "");
        }
        return ApiResponse.json(body);
    }

    /// What is left of the list behind the cursor, oldest change first.
    private static List<Row> rows(List<SimulatedApp> apps, ApiRequest request, Set<Region> unreadable) {
        Optional<String> cursor = request.parameter("cursor");
        Optional<Instant> updatedAfter = cursor.isPresent()
                ? Optional.empty()
                : request.parameter("updated_after").map(Instant::parse);
        List<Row> rows = new ArrayList<>();
        for (SimulatedApp app : apps) {
            app.machines().stream()
                    .filter(machine -> !unreadable.contains(machine.region()))
                    .filter(machine -> isWanted(
                            machine.state().wireName(), machine.region().value(), request))
                    .filter(machine ->
                            updatedAfter.isEmpty() || machine.updatedAt().isAfter(updatedAfter.get()))
                    .forEach(machine -> rows.add(new Row(app, machine)));
        }
        rows.sort(
                Comparator.comparingLong((Row row) -> row.machine().updatedAt().toEpochMilli())
                        .thenComparing(row -> row.machine().id()));
        return cursor.map(
                        from -> rows.stream().filter(row -> isBehind(row, from)).toList())
                .orElse(rows);
    }

    private static boolean isBehind(Row row, String cursor) {
        int separator = Math.max(0, cursor.indexOf('_'));
        long millis = Numbers.parsed(cursor.substring(0, separator)).orElse(0L);
        int order = Long.compare(row.machine().updatedAt().toEpochMilli(), millis);
        return order > 0 || (order == 0 && row.machine().id().value().compareTo(cursor.substring(separator + 1)) > 0);
    }

    private static boolean isWanted(JsonNode machine, ApiRequest request) {
        return isWanted(machine.path("state").asText(), machine.path("region").asText(), request);
    }

    /// Destroyed machines are shown on demand only.
    private static boolean isWanted(String state, String region, ApiRequest request) {
        List<String> states = request.list("state");
        List<String> regions = request.list("region");
        return (!state.equals(GONE) || request.flag("include_deleted") || states.contains(GONE))
                && (states.isEmpty() || states.contains(state))
                && (regions.isEmpty() || regions.contains(region));
    }

    private static boolean hasMetadata(JsonNode machine, ApiRequest request) {
        JsonNode config =
                machine.path("config").isObject() ? machine.path("config") : machine.path("incomplete_config");
        JsonNode metadata = config.path("metadata");
        return request.query().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(METADATA_FILTER))
                .allMatch(entry -> entry.getValue()
                        .contains(metadata.path(entry.getKey().substring(METADATA_FILTER.length()))
                                .asText("")));
    }
}
