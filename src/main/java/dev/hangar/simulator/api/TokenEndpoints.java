package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.simulator.world.World;
import java.util.Map;
import java.util.Optional;

/// What tokens say of themselves (facts 1.8).
final class TokenEndpoints {
    private static final String READ = "r";
    /// The letters of actions and the numbers that Fly answers with.
    private static final Map<String, Integer> ACTIONS = Map.of(READ, 1, "w", 2, "c", 4, "d", 8, "C", 16);

    private TokenEndpoints() {}

    /// The tokens of the request with what they cover. A token for the whole organization names no apps.
    static ApiResponse current(World world, Access access) {
        ObjectNode body = MachineJson.object();
        ArrayNode tokens = body.putArray("tokens");
        for (Grant grant : access.grants()) {
            ObjectNode token = tokens.addObject();
            token.put("token_id", grant.id());
            token.put("org_slug", world.org().value());
            token.put("organization", world.org().value());
            ArrayNode apps = token.putArray("apps");
            grant.app().ifPresent(app -> apps.add(app.value()));
            token.put("user", grant.user());
        }
        return ApiResponse.json(body);
    }

    /// Whether the token of the body's `header` may do what `access` describes: 200 when it may, 403 when not, 401
    /// when the token is unknown.
    static ApiResponse authorize(World world, Tokens tokens, ApiRequest request) {
        Optional<ObjectNode> body = Call.parsed(request);
        if (body.isEmpty() || !body.get().path("access").isObject()) {
            return ApiResponse.error(400, "invalid request body: header and access are expected");
        }
        JsonNode wanted = body.get().path("access");
        String action = wanted.path("action").asText(READ);
        if (!action.chars().mapToObj(Character::toString).allMatch(ACTIONS::containsKey)) {
            return ApiResponse.error(400, "invalid access.action: letters of rwcdC are expected");
        }
        String header = body.get().path("header").asText("");
        Optional<Access> access = tokens.access(header);
        if (access.isEmpty()) {
            return ApiResponse.error(401, "Authenticate: token validation error");
        }
        return allows(world, access.get(), wanted, action)
                ? ApiResponse.json(verified(header, wanted, action))
                : ApiResponse.error(403, "unauthorized: the token does not allow this access");
    }

    private static boolean allows(World world, Access access, JsonNode wanted, String action) {
        String app = wanted.path("app_name").asText("");
        String org = wanted.path("org_slug").asText("");
        if (!org.isEmpty() && !AppEndpoints.isOwn(world, org)) {
            return false;
        }
        boolean writes = !action.equals(READ);
        if (app.isEmpty()) {
            return access.grants().stream().anyMatch(grant -> grant.app().isEmpty() && (grant.mayWrite() || !writes));
        }
        AppName name = new AppName(app);
        return world.app(name).isPresent() && (writes ? access.mayWrite(name) : access.mayRead(name));
    }

    private static ObjectNode verified(String header, JsonNode wanted, String action) {
        ObjectNode body = MachineJson.object();
        ObjectNode access = body.putObject("access");
        int only = action.length() == 1 ? ACTIONS.getOrDefault(action, 0) : 31;
        access.put("action", only);
        if (wanted.hasNonNull("machine_id")) {
            access.set("machine", wanted.path("machine_id"));
        }
        body.putObject("verified_token").put("header", header);
        return body;
    }
}
