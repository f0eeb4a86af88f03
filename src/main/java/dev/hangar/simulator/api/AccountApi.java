package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The REST face of `api.fly.io`, paths below `/api/v1`: releases and organizations, as flyctl uses them (facts 7.4,
/// 13). Undocumented at Fly.
final class AccountApi {
    private static final int DEFAULT_RELEASES = 25;

    private final World world;
    private final ReleaseBook releases;

    AccountApi(World world, ReleaseBook releases) {
        this.world = world;
        this.releases = releases;
    }

    /// Whether a path is of this face; others below `/api/v1` are Prometheus's.
    static boolean isOwn(List<String> path) {
        return path.size() > 2
                && path.subList(0, 2).equals(List.of("api", "v1"))
                && List.of("apps", "builds", "organizations", "releases").contains(path.get(2));
    }

    /// @param path segments behind `/api/v1`
    ApiResponse answer(List<String> path, ApiRequest request, Access access) {
        return switch (request.method() + " " + (path.isEmpty() ? "" : path.getFirst())) {
            case "GET apps" -> path.size() >= 3 ? ofApp(path, request, access) : MachinesApi.noRoute();
            case "GET organizations" -> organizations(path);
            case "GET releases" ->
                path.size() == 2 && path.get(1).equals("all_current") ? allCurrent(access) : MachinesApi.noRoute();
            case "POST builds" -> build(path);
            case "POST releases" -> path.size() == 1 ? create(request, access) : MachinesApi.noRoute();
            case "PATCH releases" -> path.size() == 2 ? update(path.get(1), request, access) : MachinesApi.noRoute();
            default -> MachinesApi.noRoute();
        };
    }

    private ApiResponse ofApp(List<String> path, ApiRequest request, Access access) {
        Optional<SimulatedApp> app = visible(path.get(1), access);
        if (app.isEmpty()) {
            return ApiResponse.error(404, "Could not find App");
        }
        return switch (String.join("/", path.subList(2, path.size()))) {
            case "releases/current" ->
                releases.current(app.get())
                        .map(release -> ApiResponse.json(json(release)))
                        .orElseGet(() -> ApiResponse.error(404, "no current release"));
            case "releases" -> list(app.get(), request);
            default -> MachinesApi.noRoute();
        };
    }

    private ApiResponse list(SimulatedApp app, ApiRequest request) {
        long limit = request.parameter("limit").flatMap(Numbers::parsed).orElse((long) DEFAULT_RELEASES);
        if (limit < 1) {
            return ApiResponse.error(400, "invalid limit");
        }
        ObjectNode body = MachineJson.object();
        ArrayNode list = body.putArray("releases");
        releases.releases(app).stream().limit(limit).forEach(release -> list.add(json(release)));
        return ApiResponse.json(body);
    }

    private ApiResponse allCurrent(Access access) {
        ObjectNode body = MachineJson.object();
        for (SimulatedApp app : world.apps()) {
            if (access.mayRead(app.name())) {
                releases.current(app)
                        .ifPresent(release -> body.put(app.name().value(), MachineJson.seconds(release.createdAt())));
            }
        }
        return ApiResponse.json(body);
    }

    private ApiResponse create(ApiRequest request, Access access) {
        ObjectNode body = Call.parsed(request).orElseGet(MachineJson::object);
        Optional<SimulatedApp> app = visible(body.path("app_name").asText(""), access);
        if (app.isEmpty()) {
            return ApiResponse.error(404, "Could not find App");
        }
        if (!access.mayWrite(app.get().name())) {
            return MachinesApi.forbidden();
        }
        ReleaseRow release = releases.begin(app.get(), body, world.now());
        ObjectNode json = MachineJson.object();
        json.set("release", json(release));
        return ApiResponse.json(201, json);
    }

    /// The record of an image build that flyctl keeps; nothing is built here.
    private static ApiResponse build(List<String> path) {
        String status = path.equals(List.of("builds")) ? "started" : "finished";
        return ApiResponse.json(
                MachineJson.object().put("id", 1).put("status", status).put("wallclock_time_ms", 0));
    }

    private ApiResponse update(String id, ApiRequest request, Access access) {
        String status =
                Call.parsed(request).map(body -> body.path("status").asText("")).orElse("");
        for (SimulatedApp app : world.apps()) {
            Optional<ReleaseRow> release =
                    access.mayWrite(app.name()) ? releases.update(app, id, status) : Optional.empty();
            if (release.isPresent()) {
                return ApiResponse.json(json(release.get()));
            }
        }
        return ApiResponse.error(404, "no such release");
    }

    private ApiResponse organizations(List<String> path) {
        ObjectNode body = MachineJson.object();
        if (path.size() == 1) {
            body.putArray("organizations").add(organization());
            return ApiResponse.json(body);
        }
        if (path.size() != 2 || !AppEndpoints.isOwn(world, path.get(1))) {
            return ApiResponse.error(404, "organization not found");
        }
        body.set("organization", organization());
        return ApiResponse.json(body);
    }

    private ObjectNode organization() {
        String slug = world.org().value();
        ObjectNode json = MachineJson.object().put("id", slug).put("internal_numeric_id", 1);
        json.put("slug", slug).put("raw_slug", slug).put("name", slug);
        json.put("paid_plan", true).put("personal", false).put("billable", true);
        json.put("billing_status", "CURRENT").put("provisions_beta_extensions", false);
        return json.put("remote_builder_image", "");
    }

    private Optional<SimulatedApp> visible(String name, Access access) {
        return world.apps().stream()
                .filter(app -> app.name().value().equals(name) && access.mayRead(new AppName(name)))
                .findFirst();
    }

    private static ObjectNode json(ReleaseRow release) {
        ObjectNode json = MachineJson.object();
        json.put("id", release.id()).put("version", release.version());
        json.put("status", release.status()).put("in_progress", release.isRunning());
        json.put("stable", release.status().equals("complete"));
        json.put("strategy", release.strategy().toUpperCase(Locale.ROOT)).put("user", Person.EMAIL);
        json.put("created_at", MachineJson.seconds(release.createdAt()));
        return json.put("image_ref", release.image());
    }
}
