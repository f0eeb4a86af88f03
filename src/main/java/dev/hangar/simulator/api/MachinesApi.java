package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedFly;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Fly's APIs over a simulated Fly: the Machines API below `/v1` (facts 1), and the parts of `api.fly.io` that clients
/// use beside it, `/graphql` and `/api/v1` (facts 13). Pure: it answers at the world's own time.
public final class MachinesApi {
    private final SimulatedFly fly;
    private final Tokens tokens;
    private final ReleaseBook releases;
    private final Routes routes;
    private long requests;

    /// Releases are read off the machines.
    ///
    /// @param token the token that may do everything; others derive from it, see [Tokens]
    public MachinesApi(SimulatedFly fly, String token) {
        this(fly, token, ReleaseSource::ofWorld);
    }

    /// @param releases what is known of releases
    public MachinesApi(SimulatedFly fly, String token, ReleaseSource releases) {
        this.fly = fly;
        tokens = new Tokens(token);
        this.releases = new ReleaseBook(releases);
        routes = new Routes(fly, tokens);
    }

    /// The tokens that are accepted.
    public Tokens tokens() {
        return tokens;
    }

    /// Sets what goes wrong from now on.
    public void setFaults(ApiFaults faults) {
        routes.setFaults(faults);
    }

    /// Whether a path is of Fly's APIs and not of its Prometheus, which shares `/api/v1` with them here.
    public static boolean isOwn(ApiRequest request) {
        List<String> path = request.path();
        return AccountApi.isOwn(path)
                || (!path.isEmpty() && List.of("v1", "graphql").contains(path.getFirst()));
    }

    /// The same request with the main token where one for the whole organization is shown: all of them may query
    /// metrics, also the read-only one (facts 9). Tokens of one app may not, as far as is known.
    public ApiRequest asQuery(ApiRequest request) {
        return tokens.access(request.header("authorization").orElse(""))
                .filter(Access::coversOrganization)
                .map(access -> request.with("authorization", "FlyV1 " + tokens.main()))
                .orElse(request);
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
        return authorized(request).map(response -> cookie(request, response).with("fly-request-id", id));
    }

    /// The cookie that keeps a client with one API server (facts 1.1).
    private static ApiResponse cookie(ApiRequest request, ApiResponse response) {
        List<String> path = request.path();
        boolean ofApp = path.size() > 2 && path.get(1).equals("apps");
        return ofApp
                ? response.with("Set-Cookie", Routes.AFFINITY + "=simulated; Path=/v1/apps/" + path.get(2))
                : response;
    }

    private ApiOutcome authorized(ApiRequest request) {
        Optional<Access> access = tokens.access(request.header("authorization").orElse(""));
        if (access.isEmpty()) {
            return answered(ApiResponse.error(401, "Authenticate: token validation error"));
        }
        List<String> path = request.path();
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "v1" -> routes.begin(request, access.get());
            case "graphql" ->
                answered(
                        request.method().equals("POST")
                                ? new GraphQl(fly.world(), releases).answer(request, access.get())
                                : noRoute());
            case "api" ->
                answered(
                        path.size() > 1 && path.get(1).equals("v1")
                                ? new AccountApi(fly.world(), releases)
                                        .answer(path.subList(2, path.size()), request, access.get())
                                : noRoute());
            default -> answered(noRoute());
        };
    }

    static ApiOutcome answered(ApiResponse response) {
        return new ApiOutcome.Answered(response);
    }

    static ApiResponse noRoute() {
        return ApiResponse.error(404, "404 page not found");
    }

    static ApiResponse forbidden() {
        return ApiResponse.error(403, "unauthorized: the token does not allow this");
    }

    static ApiResponse unknownApp(AppName name) {
        return ApiResponse.error(404, "Could not find App \"" + name + "\"");
    }
}
