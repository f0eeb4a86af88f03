package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.World;
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

    /// No app has addresses or secrets: flyctl asks for both.
    static ApiResponse empty(String field) {
        ObjectNode body = MachineJson.object();
        body.putArray(field);
        return ApiResponse.json(body);
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
