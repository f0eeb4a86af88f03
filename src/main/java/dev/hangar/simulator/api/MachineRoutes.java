package dev.hangar.simulator.api;

import java.util.List;

/// Paths below one machine.
final class MachineRoutes {
    private final MemoryEndpoints memory = new MemoryEndpoints();

    /// What the rate limit counts: method and verb, whatever the key of a metadata call.
    static String action(ApiRequest request) {
        List<String> path = request.path();
        boolean plain = path.size() == 5 && request.method().equals("GET");
        return plain ? "get machine" : request.method() + " " + (path.size() > 5 ? path.get(5) : "");
    }

    ApiOutcome begin(Call call, String action) {
        List<String> path = call.request().path();
        if (path.size() == 7 && path.get(5).equals("metadata")) {
            return MachinesApi.answered(metadataKey(call, path.get(6)));
        }
        if (path.size() == 7 && action.equals("POST memory") && path.get(6).equals("reclaim")) {
            return MachinesApi.answered(memory.reclaim(call));
        }
        return path.size() > 6 ? MachinesApi.answered(MachinesApi.noRoute()) : verb(call, action);
    }

    private ApiOutcome verb(Call call, String action) {
        return switch (action) {
            case "GET wait" -> WaitEndpoint.begin(call);
            default -> MachinesApi.answered(free(call, action));
        };
    }

    /// The calls that no lease guards; facts 1.4 lists those that one does.
    private ApiResponse free(Call call, String action) {
        return switch (action) {
            case "get machine" -> MachineEndpoints.show(call);
            case "GET lease" -> LeaseEndpoints.show(call);
            case "POST lease" -> LeaseEndpoints.acquire(call);
            case "DELETE lease" -> LeaseEndpoints.release(call);
            case "GET metadata" -> MetadataEndpoints.showAll(call);
            case "PATCH metadata", "PUT metadata" -> MetadataEndpoints.patch(call);
            case "GET events" -> MachineEndpoints.events(call);
            case "GET versions" -> MachineEndpoints.versions(call);
            case "GET ps" -> ProcessEndpoints.list(call);
            case "POST exec" -> ProcessEndpoints.exec(call);
            case "GET memory" -> memory.show(call);
            case "PUT memory" -> memory.set(call);
            default -> LeaseEndpoints.obstacle(call).orElseGet(() -> guarded(call, action));
        };
    }

    private static ApiResponse guarded(Call call, String action) {
        return switch (action) {
            case "POST " -> MachineEndpoints.update(call);
            case "DELETE " -> MachineEndpoints.destroy(call);
            case "POST start" -> MachineEndpoints.start(call);
            case "POST stop" -> MachineEndpoints.stop(call);
            case "POST suspend" -> MachineEndpoints.suspend(call);
            case "POST restart" -> MachineEndpoints.restart(call);
            case "POST signal" -> MachineEndpoints.signal(call);
            case "POST cordon" -> MachineEndpoints.setCordoned(call, true);
            case "POST uncordon" -> MachineEndpoints.setCordoned(call, false);
            default -> MachinesApi.noRoute();
        };
    }

    private static ApiResponse metadataKey(Call call, String key) {
        return switch (call.request().method()) {
            case "GET" -> MetadataEndpoints.show(call, key);
            case "POST" -> MetadataEndpoints.put(call, key);
            case "DELETE" -> MetadataEndpoints.remove(call, key);
            default -> MachinesApi.noRoute();
        };
    }
}
