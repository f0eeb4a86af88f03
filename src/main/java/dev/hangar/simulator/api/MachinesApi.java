package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The Machines API (facts 1) over a simulated Fly: authentication, rate limits, routing, leases. Pure: it answers at
/// the world's own time.
public final class MachinesApi {
    private static final List<String> SCHEMES = List.of("Bearer ", "FlyV1 ");
    private static final String OWNER = "9d3f5a52-2c1e-4f0e-9f3e-0d7c5c1f7a10@tokens.fly.io";

    private final SimulatedFly fly;
    private final String token;
    private final RateLimiter limiter = new RateLimiter();
    private long requests;

    /// @param token the only token that is accepted
    public MachinesApi(SimulatedFly fly, String token) {
        this.fly = fly;
        this.token = token;
    }

    /// Answers a request. A wait takes virtual time: the world moves on until the state or the time-out is reached.
    public ApiResponse handle(ApiRequest request) {
        return switch (begin(request)) {
            case ApiOutcome.Answered(ApiResponse response) -> response;
            case ApiOutcome.NotYet wait -> waitedFor(wait);
        };
    }

    private ApiResponse waitedFor(ApiOutcome.NotYet wait) {
        Optional<ApiResponse> answer = wait.poll().get();
        while (answer.isEmpty()) {
            Instant next =
                    fly.nextEventAt().filter(at -> at.isBefore(wait.deadline())).orElse(wait.deadline());
            fly.advanceTo(next);
            answer = wait.poll().get();
        }
        return answer.get();
    }

    /// Answers a request, or says what it waits for.
    public ApiOutcome begin(ApiRequest request) {
        String id = String.format(Locale.ROOT, "01HANGAR%018d-iad", ++requests);
        return routed(request).map(response -> cookie(request, response).with("fly-request-id", id));
    }

    private static ApiResponse cookie(ApiRequest request, ApiResponse response) {
        List<String> path = request.path();
        boolean ofApp = path.size() > 2 && path.get(1).equals("apps");
        return ofApp
                ? response.with("Set-Cookie", "fly_flaps_affinity=simulated; Path=/v1/apps/" + path.get(2))
                : response;
    }

    private ApiOutcome routed(ApiRequest request) {
        if (!isAuthorized(request)) {
            return answered(ApiResponse.error(401, "Authenticate: token validation error"));
        }
        List<String> path = request.path();
        if (path.size() < 2 || !path.getFirst().equals("v1")) {
            return answered(noRoute());
        }
        return switch (path.get(1)) {
            case "apps" -> path.size() == 2 ? appList(request) : ofApp(request);
            case "orgs" -> answered(ofOrganization(request));
            case "platform", "tokens" -> answered(ofPlatform(request));
            default -> answered(noRoute());
        };
    }

    /// Whether the header shows the token with one of the two schemes; tokens may be joined by commas (facts 1.1).
    private boolean isAuthorized(ApiRequest request) {
        String header = request.header("authorization").orElse("");
        return SCHEMES.stream()
                .filter(header::startsWith)
                .flatMap(scheme ->
                        Arrays.stream(header.substring(scheme.length()).split(",", -1)))
                .anyMatch(shown -> shown.strip().equals(token));
    }

    private ApiOutcome appList(ApiRequest request) {
        if (!request.method().equals("GET")) {
            return answered(noRoute());
        }
        return answered(limited("list apps", request.parameter("org_slug").orElse(""))
                .orElseGet(() -> AppEndpoints.list(world(), request)));
    }

    private ApiResponse ofOrganization(ApiRequest request) {
        List<String> path = request.path();
        if (path.size() != 4
                || !path.get(3).equals("machines")
                || !request.method().equals("GET")) {
            return noRoute();
        }
        if (!AppEndpoints.isOwn(world(), path.get(2))) {
            return ApiResponse.error(404, "organization not found");
        }
        return limited("list organization", path.get(2))
                .orElseGet(() -> ListEndpoints.ofOrganization(world(), request));
    }

    private ApiResponse ofPlatform(ApiRequest request) {
        return switch (request.method() + " " + String.join("/", request.path())) {
            case "GET v1/platform/regions" -> AppEndpoints.regions();
            case "GET v1/tokens/current" -> AppEndpoints.token(world());
            default -> noRoute();
        };
    }

    private ApiOutcome ofApp(ApiRequest request) {
        List<String> path = request.path();
        AppName name = new AppName(path.get(2));
        if (world().isForeign(name)) {
            return answered(ApiResponse.error(403, "unauthorized: app belongs to another organization"));
        }
        Optional<SimulatedApp> app = world().app(name);
        if (app.isEmpty()) {
            return answered(ApiResponse.error(404, "Could not find App \"" + name + "\""));
        }
        if (path.size() > 4 && path.get(3).equals("machines")) {
            return ofMachine(request, app.get());
        }
        String action = request.method() + " " + String.join("/", path.subList(3, path.size()));
        return answered(limited(action, name.value()).orElseGet(() -> switch (action) {
            case "GET " -> ApiResponse.json(AppEndpoints.json(world(), app.get()));
            case "GET machines" -> ListEndpoints.ofApp(world(), app.get(), request);
            case "POST machines" -> AppEndpoints.create(world(), app.get(), request, OWNER);
            case "GET volumes" -> AppEndpoints.volumes(app.get());
            default -> noRoute();
        }));
    }

    private ApiOutcome ofMachine(ApiRequest request, SimulatedApp app) {
        List<String> path = request.path();
        Optional<SimulatedMachine> machine = app.machines().stream()
                .filter(candidate -> candidate.id().value().equals(path.get(4)))
                .findFirst();
        if (machine.isEmpty()) {
            return answered(ApiResponse.error(404, "machine not found"));
        }
        Call call = new Call(world(), app, machine.get(), request, OWNER);
        String verb = path.size() > 5 ? path.get(5) : "";
        String action =
                path.size() == 5 && request.method().equals("GET") ? "get machine" : request.method() + " " + verb;
        Optional<ApiResponse> refused = limited(action, machine.get().id().value());
        if (refused.isPresent()) {
            return answered(refused.get());
        }
        if (path.size() == 7 && verb.equals("metadata")) {
            return answered(metadataKey(call, path.get(6)));
        }
        return path.size() > 6 ? answered(noRoute()) : machineVerb(call, action);
    }

    private static ApiOutcome machineVerb(Call call, String action) {
        return switch (action) {
            case "get machine" -> answered(MachineEndpoints.show(call));
            case "GET lease" -> answered(LeaseEndpoints.show(call));
            case "POST lease" -> answered(LeaseEndpoints.acquire(call));
            case "DELETE lease" -> answered(LeaseEndpoints.release(call));
            case "GET metadata" -> answered(MetadataEndpoints.showAll(call));
            case "PATCH metadata", "PUT metadata" -> answered(MetadataEndpoints.patch(call));
            case "GET events" -> answered(MachineEndpoints.events(call));
            case "GET versions" -> answered(MachineEndpoints.versions(call));
            case "GET wait" -> WaitEndpoint.begin(call);
            default -> answered(LeaseEndpoints.obstacle(call).orElseGet(() -> guarded(call, action)));
        };
    }

    /// The calls that a lease guards.
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
            default -> noRoute();
        };
    }

    private static ApiResponse metadataKey(Call call, String key) {
        return switch (call.request().method()) {
            case "GET" -> MetadataEndpoints.show(call, key);
            case "POST" -> MetadataEndpoints.put(call, key);
            case "DELETE" -> MetadataEndpoints.remove(call, key);
            default -> noRoute();
        };
    }

    private Optional<ApiResponse> limited(String action, String subject) {
        return limiter.permits(action, subject, world().now())
                ? Optional.empty()
                : Optional.of(ApiResponse.error(429, "rate limit exceeded"));
    }

    private World world() {
        return fly.world();
    }

    private static ApiOutcome answered(ApiResponse response) {
        return new ApiOutcome.Answered(response);
    }

    private static ApiResponse noRoute() {
        return ApiResponse.error(404, "404 page not found");
    }
}
