package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Lists of machines: of one app, and of the whole organization with a cursor (facts 1.3).
final class ListEndpoints {
    private static final long MAX_PAGE = 1000;
    private static final String METADATA_FILTER = "metadata.";

    private ListEndpoints() {}

    private record Row(SimulatedApp app, SimulatedMachine machine) {
        String cursor() {
            return machine.updatedAt().toEpochMilli() + "_" + machine.id();
        }
    }

    static ApiResponse ofApp(World world, SimulatedApp app, ApiRequest request) {
        MachineJson json = new MachineJson(world.now());
        boolean leases = request.flag("include_leases");
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        app.machines().stream()
                .filter(machine -> isWanted(machine, request) && hasMetadata(machine, request))
                .map(machine -> request.flag("summary") ? json.summary(machine, leases) : json.full(machine, leases))
                .forEach(list::add);
        return ApiResponse.json(list);
    }

    static ApiResponse ofOrganization(World world, ApiRequest request) {
        Optional<Long> limit = request.parameter("limit").isEmpty()
                ? Optional.of(MAX_PAGE)
                : request.parameter("limit").flatMap(Numbers::parsed);
        if (limit.isEmpty() || limit.get() < 1 || limit.get() > MAX_PAGE) {
            return ApiResponse.error(400, "invalid limit: 1 to " + MAX_PAGE + " is expected");
        }
        List<Row> rows;
        try {
            rows = rows(world, request);
        } catch (DateTimeParseException notATime) {
            return ApiResponse.error(400, "invalid updated_after: RFC 3339 is expected");
        }
        List<Row> page = rows.stream().limit(limit.get()).toList();
        MachineJson json = new MachineJson(world.now());
        ObjectNode body = MachineJson.object();
        ArrayNode machines = body.putArray("machines");
        page.forEach(row -> machines.add(json.ofOrganization(row.app(), row.machine(), request.flag("summary"))));
        body.putArray("error_regions");
        if (!page.isEmpty()) {
            Row last = page.getLast();
            body.put("last_machine_id", last.machine().id().value());
            body.put("last_updated_at", MachineJson.seconds(last.machine().updatedAt()));
            body.put("next_cursor", page.size() < rows.size() ? last.cursor() : "");
        }
        return ApiResponse.json(body);
    }

    /// What is left of the list behind the cursor, oldest change first.
    private static List<Row> rows(World world, ApiRequest request) {
        Optional<String> cursor = request.parameter("cursor");
        Optional<Instant> updatedAfter = cursor.isPresent()
                ? Optional.empty()
                : request.parameter("updated_after").map(Instant::parse);
        List<Row> rows = new ArrayList<>();
        for (SimulatedApp app : world.apps()) {
            app.machines().stream()
                    .filter(machine -> isWanted(machine, request))
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

    /// Destroyed machines are shown on demand only.
    private static boolean isWanted(SimulatedMachine machine, ApiRequest request) {
        boolean gone = machine.state() == MachineState.DESTROYED;
        List<String> states = request.list("state");
        List<String> regions = request.list("region");
        return (!gone || request.flag("include_deleted") || states.contains("destroyed"))
                && (states.isEmpty() || states.contains(machine.state().wireName()))
                && (regions.isEmpty() || regions.contains(machine.region().value()));
    }

    private static boolean hasMetadata(SimulatedMachine machine, ApiRequest request) {
        return request.query().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(METADATA_FILTER))
                .allMatch(entry -> entry.getValue()
                        .contains(machine.metadata()
                                .getOrDefault(entry.getKey().substring(METADATA_FILTER.length()), "")));
    }
}
