package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Apps (facts 1.2).
final class AppEndpoints {
    private static final String PERSONAL = "personal";

    private AppEndpoints() {}

    /// The apps that the tokens cover.
    static ApiResponse list(World world, ApiRequest request, Access access) {
        Optional<String> org = request.parameter("org_slug");
        if (org.isEmpty()) {
            return ApiResponse.error(400, "org_slug is required");
        }
        if (!isOwn(world, org.get())) {
            return ApiResponse.error(404, "organization not found");
        }
        ArrayNode apps = JsonNodeFactory.instance.arrayNode();
        world.apps().stream()
                .filter(app -> access.mayRead(app.name()))
                .filter(app -> request.parameter("app_role").isEmpty()
                        || request.parameter("app_role").equals(app.role()))
                .forEach(app -> apps.add(json(world, app)));
        ObjectNode body = MachineJson.object().put("total_apps", apps.size());
        body.set("apps", apps);
        return ApiResponse.json(body);
    }

    /// No app has secrets: flyctl asks for them.
    static ApiResponse empty(String field) {
        ObjectNode body = MachineJson.object();
        body.putArray(field);
        return ApiResponse.json(body);
    }

    /// What a first deploy gives to an app with services: a shared IPv4 and an IPv6; or an IPv4 of its own.
    static ApiResponse addresses(SimulatedApp app) {
        ObjectNode body = MachineJson.object();
        ArrayNode ips = body.putArray("ips");
        boolean isPublic = app.machines().stream()
                .anyMatch(machine -> !machine.config().services().isEmpty());
        if (isPublic || app.traits().dedicatedIpv4()) {
            int number = numericId(app);
            String own = "37.16.%d.%d".formatted(number / 250 % 250 + 1, number % 250 + 1);
            boolean dedicated = app.traits().dedicatedIpv4();
            address(ips, app, dedicated ? own : "66.241.124.%d".formatted(number % 250 + 1), !dedicated);
            address(ips, app, "2a09:8280:1::%x:%x:0".formatted(number >>> 16, number & 0xffff), false);
        }
        return ApiResponse.json(body);
    }

    private static void address(ArrayNode ips, SimulatedApp app, String address, boolean shared) {
        Instant since = app.machines().stream()
                .map(SimulatedMachine::createdAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        ips.addObject()
                .put("ip", address)
                .put("region", "global")
                .put("created_at", MachineJson.seconds(since))
                .put("shared", shared);
    }

    static boolean isOwn(World world, String org) {
        return org.equals(world.org().value()) || org.equals(PERSONAL);
    }

    static int numericId(SimulatedApp app) {
        return Math.floorMod(app.name().value().hashCode(), 10_000_000);
    }

    static ObjectNode json(World world, SimulatedApp app) {
        ObjectNode json = MachineJson.object();
        json.put("id", app.name().value());
        json.put("name", app.name().value());
        json.put(
                "machine_count",
                app.machines().stream()
                        .filter(machine -> machine.state() != MachineState.DESTROYED)
                        .count());
        json.put("volume_count", app.volumes().size());
        json.put("network", "default");
        json.put("status", "deployed");
        json.put("internal_numeric_id", numericId(app));
        app.role().ifPresent(role -> json.put("app_role", role));
        json.putObject("organization")
                .put("name", world.org().value())
                .put("slug", world.org().value())
                .put("internal_numeric_id", 1);
        return json;
    }
}
