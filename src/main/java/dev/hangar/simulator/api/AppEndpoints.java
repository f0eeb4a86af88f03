package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.Regions;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.SimulatedVolume;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.Optional;

/// Apps, volumes, regions and the token (facts 1.2, 1.8), and the creation of machines (facts 1.4).
final class AppEndpoints {
    private static final String PERSONAL = "personal";

    private AppEndpoints() {}

    static ApiResponse list(World world, ApiRequest request) {
        Optional<String> org = request.parameter("org_slug");
        if (org.isEmpty()) {
            return ApiResponse.error(400, "org_slug is required");
        }
        if (!isOwn(world, org.get())) {
            return ApiResponse.error(404, "organization not found");
        }
        ArrayNode apps = JsonNodeFactory.instance.arrayNode();
        world.apps().stream()
                .filter(app -> request.parameter("app_role").isEmpty()
                        || request.parameter("app_role").equals(app.role()))
                .forEach(app -> apps.add(json(world, app)));
        ObjectNode body = MachineJson.object().put("total_apps", apps.size());
        body.set("apps", apps);
        return ApiResponse.json(body);
    }

    static boolean isOwn(World world, String org) {
        return org.equals(world.org().value()) || org.equals(PERSONAL);
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
        json.put("internal_numeric_id", Math.floorMod(app.name().value().hashCode(), 10_000_000));
        app.role().ifPresent(role -> json.put("app_role", role));
        json.putObject("organization")
                .put("name", world.org().value())
                .put("slug", world.org().value())
                .put("internal_numeric_id", 1);
        return json;
    }

    static ApiResponse volumes(SimulatedApp app) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        app.volumes().forEach(volume -> json.add(volume(volume)));
        return ApiResponse.json(json);
    }

    private static ObjectNode volume(SimulatedVolume volume) {
        ObjectNode json = MachineJson.object();
        json.put("id", volume.id());
        json.put("name", volume.name());
        json.put("state", "created");
        json.put("size_gb", volume.sizeGb());
        json.put("region", volume.region().value());
        json.put("zone", "0000");
        json.put("encrypted", true);
        json.put("fstype", "ext4");
        json.put(
                "attached_machine_id", volume.attachedTo().map(id -> id.value()).orElse(null));
        json.putNull("attached_alloc_id");
        json.put("snapshot_retention", 5);
        json.put("auto_backup_enabled", true);
        json.put("host_status", "ok");
        json.put("created_at", MachineJson.seconds(volume.createdAt()));
        return json;
    }

    static ApiResponse regions() {
        ObjectNode body = MachineJson.object().put("nearest", "iad");
        ArrayNode regions = body.putArray("regions");
        Regions.ALL.forEach(place -> regions.addObject()
                .put("code", place.code())
                .put("name", place.name())
                .put("deprecated", false)
                .put("gateway_available", true)
                .put("geo_region", place.geoRegion())
                .put("latitude", place.latitude())
                .put("longitude", place.longitude())
                .put("requires_paid_plan", false));
        return ApiResponse.json(body);
    }

    static ApiResponse token(World world) {
        ObjectNode body = MachineJson.object();
        ObjectNode token = body.putArray("tokens").addObject();
        token.put("token_id", "simulated");
        token.put("org_slug", world.org().value());
        token.put("organization", world.org().value());
        ArrayNode apps = token.putArray("apps");
        world.apps().forEach(app -> apps.add(app.name().value()));
        token.put("user", "");
        return ApiResponse.json(body);
    }

    /// Makes a machine.
    static ApiResponse create(World world, SimulatedApp app, ApiRequest request, String owner) {
        Optional<ObjectNode> body = Call.parsed(request);
        if (body.isEmpty() || !(body.get().path("config") instanceof ObjectNode config)) {
            return Call.badBody();
        }
        Optional<ApiResponse> problem = ConfigRules.problem(config);
        if (problem.isPresent()) {
            return problem.get();
        }
        Optional<String> name = Optional.of(body.get().path("name").asText("")).filter(text -> !text.isBlank());
        if (name.isPresent() && isTaken(app, name.get())) {
            return ApiResponse.error(409, "already_exists: unique machine name violation");
        }
        Optional<Region> region = Regions.resolve(body.get().path("region").asText("any"), app);
        if (region.isEmpty()) {
            return ApiResponse.error(422, "could not find a candidate host");
        }
        boolean launch = !body.get().path("skip_launch").asBoolean(false);
        boolean cordoned = body.get().path("skip_service_registration").asBoolean(false);
        SimulatedMachine machine =
                world.create(app, new World.Wish(ConfigRules.normalized(config), name, region.get(), launch, cordoned));
        ObjectNode json = new MachineJson(world.now()).full(machine, false);
        long ttl = body.get().path("lease_ttl").asLong(0);
        if (ttl > 0) {
            SimulatedLease lease = world.lease(machine, owner, "", Duration.ofSeconds(ttl));
            json.put("nonce", lease.nonce());
        }
        return ApiResponse.json(json);
    }

    private static boolean isTaken(SimulatedApp app, String name) {
        return app.machines().stream()
                .anyMatch(machine -> machine.name().equals(name) && machine.state() != MachineState.DESTROYED);
    }
}
