package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Metadata of a machine (facts 1.7). Leases do not guard it, as far as is known.
final class MetadataEndpoints {
    private MetadataEndpoints() {}

    static ApiResponse showAll(Call call) {
        ObjectNode json = MachineJson.object();
        call.machine().metadata().forEach(json::put);
        return ApiResponse.json(json);
    }

    static ApiResponse show(Call call, String key) {
        return Optional.ofNullable(call.machine().metadata().get(key))
                .map(value -> ApiResponse.json(MachineJson.object().put("value", value)))
                .orElseGet(() -> ApiResponse.error(404, "metadata key not found"));
    }

    static ApiResponse put(Call call, String key) {
        Optional<String> value = call.body()
                .map(body -> body.path("value"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        if (value.isEmpty()) {
            return ApiResponse.error(400, "invalid request body: {\"value\": text} is expected");
        }
        call.world().setMetadata(call.machine(), key, value.get());
        return ApiResponse.noContent();
    }

    static ApiResponse remove(Call call, String key) {
        call.world().setMetadata(call.machine(), key, "");
        return ApiResponse.noContent();
    }

    /// Sets and removes several keys; 412 when the caller's idea of the version is stale.
    static ApiResponse patch(Call call) {
        Optional<ObjectNode> body =
                call.body().filter(json -> json.path("metadata").isObject());
        if (body.isEmpty()) {
            return ApiResponse.error(400, "invalid request body: {\"metadata\": {…}} is expected");
        }
        JsonNode version = body.get().path("machine_version");
        if (version.isTextual()
                && !version.asText().equals(call.machine().current().version())) {
            return ApiResponse.failedPrecondition("machine version is stale");
        }
        body.get()
                .path("metadata")
                .forEachEntry((key, value) ->
                        call.world().setMetadata(call.machine(), key, value.isNull() ? "" : value.asText()));
        return ApiResponse.noContent();
    }
}
