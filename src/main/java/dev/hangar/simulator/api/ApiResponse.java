package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.TreeMap;

/// One HTTP answer as data.
///
/// @param status HTTP status
/// @param headers by name
/// @param body JSON, or empty with status 204
public record ApiResponse(int status, Map<String, String> headers, String body) {
    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    static ApiResponse json(int status, JsonNode body) {
        return new ApiResponse(status, Map.of("Content-Type", "application/json"), body.toString());
    }

    static ApiResponse json(JsonNode body) {
        return json(200, body);
    }

    /// `{"ok":true}`.
    static ApiResponse ok() {
        return json(JsonNodeFactory.instance.objectNode().put("ok", true));
    }

    /// 204 without a body.
    static ApiResponse noContent() {
        return new ApiResponse(204, Map.of(), "");
    }

    /// `{"error": text}`, the shape of most errors (facts 1.9).
    static ApiResponse error(int status, String text) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", text));
    }

    /// 412 with Fly's code in front of the text (facts 12).
    static ApiResponse failedPrecondition(String text) {
        return error(412, "failed_precondition: " + text);
    }

    ApiResponse with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new ApiResponse(status, more, body);
    }
}
