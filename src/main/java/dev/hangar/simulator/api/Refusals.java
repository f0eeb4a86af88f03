package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.simulator.world.Move;
import java.util.function.Function;

/// Statuses and bodies of what Fly refuses, by its words (facts 12).
final class Refusals {
    private static final String NO_HOST = "could not find a candidate host";
    private static final String VOLUME_HOST_FULL = "insufficient resources to create new machine with existing volume";

    private Refusals() {}

    /// The answer to a refusal: a code in front of the text decides; without one it is a failed precondition.
    static ApiResponse answer(String text) {
        if (text.startsWith("aborted: ") || text.startsWith("already_exists: ")) {
            return ApiResponse.error(409, text);
        }
        if (text.contains(NO_HOST)) {
            return coded(422, "insufficient_capacity", text);
        }
        if (text.contains(VOLUME_HOST_FULL)) {
            return coded(412, "volume_placement_capacity", text);
        }
        return ApiResponse.failedPrecondition(text);
    }

    /// No region that was asked for has room.
    static ApiResponse noHost() {
        return answer(NO_HOST);
    }

    static ApiResponse moved(Move move, Function<Move.Taken, ApiResponse> answer) {
        return switch (move) {
            case Move.Taken taken -> answer.apply(taken);
            case Move.Refused(String text) -> answer(text);
            case Move.NoRoom(String text) -> ApiResponse.error(409, text);
            case Move.Failed(String message) ->
                ApiResponse.json(MachineJson.object().put("status", "error").put("message", message));
        };
    }

    private static ApiResponse coded(int status, String code, String text) {
        ObjectNode body = MachineJson.object();
        return ApiResponse.json(status, body.put("error", text).put("status", code));
    }
}
