package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Paths below `/v1`: rights, rate limits and leases, then the endpoint.
final class Routes {
    static final String AFFINITY = "fly_flaps_affinity";

    private final SimulatedFly fly;
    private final Tokens tokens;
    private final RateLimiter limiter = new RateLimiter();
    private final ListHistory history = new ListHistory();
    private final ListMemory lists = new ListMemory();
    private final MachineRoutes machineRoutes = new MachineRoutes();
    private ApiFaults faults = ApiFaults.NONE;

    Routes(SimulatedFly fly, Tokens tokens) {
        this.fly = fly;
        this.tokens = tokens;
    }

    void setFaults(ApiFaults faults) {
        this.faults = faults;
    }

    ApiOutcome begin(ApiRequest request, Access access) {
        List<String> path = request.path();
        return switch (path.size() < 2 ? "" : path.get(1)) {
            case "apps" -> path.size() == 2 ? appList(request, access) : ofApp(request, access);
            case "orgs" -> answered(ofOrganization(request, access));
            case "platform", "tokens" -> answered(ofPlatform(request, access));
            default -> answered(MachinesApi.noRoute());
        };
    }

    private ApiOutcome appList(ApiRequest request, Access access) {
        if (!request.method().equals("GET")) {
            return answered(MachinesApi.noRoute());
        }
        return answered(limited("list apps", request.parameter("org_slug").orElse(""))
                .orElseGet(() -> AppEndpoints.list(world(), request, access)));
    }

    private ApiResponse ofOrganization(ApiRequest request, Access access) {
        List<String> path = request.path();
        if (path.size() != 4 || !request.method().equals("GET")) {
            return MachinesApi.noRoute();
        }
        if (!AppEndpoints.isOwn(world(), path.get(2))) {
            return ApiResponse.error(404, "organization not found");
        }
        List<SimulatedApp> apps = world().apps().stream()
                .filter(app -> access.mayRead(app.name()))
                .toList();
        return limited("list organization's " + path.get(3), path.get(2)).orElseGet(() -> switch (path.get(3)) {
            case "machines" -> ListEndpoints.ofOrganization(world(), request, apps, faults.errorRegions());
            case "volumes" -> VolumeEndpoints.ofOrganization(request, apps);
            default -> MachinesApi.noRoute();
        });
    }

    private ApiResponse ofPlatform(ApiRequest request, Access access) {
        return switch (request.method() + " " + String.join("/", request.path())) {
            case "GET v1/platform/regions" -> PlatformEndpoints.regions();
            case "POST v1/platform/placements" -> PlatformEndpoints.placements(world(), request, faults);
            case "GET v1/tokens/current" -> TokenEndpoints.current(world(), access);
            case "POST v1/tokens/authorize" -> TokenEndpoints.authorize(world(), tokens, request);
            default -> MachinesApi.noRoute();
        };
    }

    private ApiOutcome ofApp(ApiRequest request, Access access) {
        AppName name = new AppName(request.path().get(2));
        Optional<SimulatedApp> app = world().app(name);
        if (world().isForeign(name) || (app.isPresent() && !access.mayRead(name))) {
            return answered(ApiResponse.error(403, "unauthorized: no access to app " + name));
        }
        if (app.isEmpty()) {
            return answered(MachinesApi.unknownApp(name));
        }
        boolean writes = !request.method().equals("GET");
        if (writes && !access.mayWrite(name)) {
            return answered(MachinesApi.forbidden());
        }
        if (writes && !faults.listAge().isZero()) {
            history.beforeWrite(app.get(), world().now());
        }
        List<String> path = request.path();
        if (path.size() > 4 && path.get(3).equals("machines")) {
            return ofMachine(request, app.get(), access.owner(name));
        }
        return answered(path.size() > 4 ? ofVolume(request, app.get()) : ofWholeApp(request, app.get(), access));
    }

    private ApiResponse ofWholeApp(ApiRequest request, SimulatedApp app, Access access) {
        List<String> path = request.path();
        String action = request.method() + " " + String.join("/", path.subList(3, path.size()));
        return limited(action, app.name().value()).orElseGet(() -> switch (action) {
            case "GET " -> ApiResponse.json(AppEndpoints.json(world(), app));
            case "GET machines" -> list(request, app);
            case "POST machines" -> CreateEndpoint.create(world(), app, request, access.owner(app.name()), faults);
            case "GET ip_assignments" -> AppEndpoints.addresses(app);
            case "GET secrets" -> AppEndpoints.empty("secrets");
            case "GET volumes" -> VolumeEndpoints.list(app, request);
            case "POST volumes" -> VolumeEndpoints.create(world(), app, request);
            default -> MachinesApi.noRoute();
        });
    }

    private ApiResponse ofVolume(ApiRequest request, SimulatedApp app) {
        List<String> path = request.path();
        String id = path.get(4);
        String action = request.method() + " " + String.join("/", path.subList(5, path.size()));
        return limited(action + " " + path.get(3), id).orElseGet(() -> switch (path.get(3) + " " + action) {
            case "volumes GET " -> VolumeEndpoints.show(app, id);
            case "volumes GET snapshots" -> VolumeEndpoints.snapshots(world(), app, id);
            case "volumes PUT extend" -> VolumeEndpoints.extend(world(), app, id, request);
            default -> MachinesApi.noRoute();
        });
    }

    private ApiResponse list(ApiRequest request, SimulatedApp app) {
        return faults.listAge().isZero()
                ? lists.list(
                        app,
                        request,
                        world().now(),
                        () -> ListEndpoints.ofApp(ListHistory.now(app, world().now()), request))
                : ListEndpoints.ofApp(machines(request, app), request);
    }

    /// The machines as the server reads them that the client reaches: an old list for one without the cookie.
    private List<ObjectNode> machines(ApiRequest request, SimulatedApp app) {
        Duration age = faults.listAge();
        boolean sticks = request.header("cookie").orElse("").contains(AFFINITY + "=");
        Optional<List<ObjectNode>> old = age.isZero() || sticks
                ? Optional.empty()
                : history.at(app, world().now().minus(age));
        return old.orElseGet(() -> ListHistory.now(app, world().now()));
    }

    private ApiOutcome ofMachine(ApiRequest request, SimulatedApp app, String owner) {
        List<String> path = request.path();
        Optional<SimulatedMachine> machine = app.machines().stream()
                .filter(candidate -> candidate.id().value().equals(path.get(4)))
                .findFirst();
        if (machine.isEmpty()) {
            return answered(ApiResponse.error(404, "machine not found"));
        }
        Call call = new Call(world(), app, machine.get(), request, owner, faults);
        String action = MachineRoutes.action(request);
        return limited(action, machine.get().id().value())
                .map(MachinesApi::answered)
                .orElseGet(() -> machineRoutes.begin(call, action));
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
        return MachinesApi.answered(response);
    }
}
