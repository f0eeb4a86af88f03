package dev.hangar.simulator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.util.Optional;

/// A request that was resolved to a machine of the world.
///
/// @param owner who the token stands for, as lease owner
record Call(
        World world, SimulatedApp app, SimulatedMachine machine, ApiRequest request, String owner, ApiFaults faults) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NONCE_HEADER = "fly-machine-lease-nonce";

    /// The nonce that the caller shows.
    Optional<String> nonce() {
        return request.header(NONCE_HEADER);
    }

    /// The body as a JSON object; an empty body is an empty object; empty for anything else.
    Optional<ObjectNode> body() {
        return parsed(request);
    }

    static Optional<ObjectNode> parsed(ApiRequest request) {
        if (request.body().isBlank()) {
            return Optional.of(MachineJson.object());
        }
        try {
            JsonNode node = JSON.readTree(request.body());
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /// What a body of another shape is answered with.
    static ApiResponse badBody() {
        return ApiResponse.error(400, "invalid request body: a JSON object is expected");
    }
}
