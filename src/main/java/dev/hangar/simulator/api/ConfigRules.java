package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/// What the API accepts as a config, and how it writes it back (facts 4).
final class ConfigRules {
    private static final Set<Integer> SHARED_CPUS = Set.of(1, 2, 4, 6, 8);
    private static final Set<Integer> PERFORMANCE_CPUS = Set.of(1, 2, 4, 6, 8, 10, 12, 14, 16);
    private static final int MEMORY_STEP_MB = 256;

    private ConfigRules() {}

    /// Why a config is not accepted; empty when it is.
    static Optional<ApiResponse> problem(ObjectNode config) {
        if (config.path("image").asText("").isBlank()) {
            return Optional.of(ApiResponse.error(400, "invalid config.image, cannot be empty"));
        }
        return guestProblem(config.path("guest")).map(text -> ApiResponse.error(400, "invalid config.guest: " + text));
    }

    private static Optional<String> guestProblem(JsonNode guest) {
        int cpus = guest.path("cpus").asInt(1);
        int memory = guest.path("memory_mb").asInt(MEMORY_STEP_MB);
        boolean shared = guest.path("cpu_kind").asText("shared").equals("shared");
        if (!(shared ? SHARED_CPUS : PERFORMANCE_CPUS).contains(cpus)) {
            return Optional.of("unsupported cpus " + cpus);
        }
        int least = cpus * (shared ? 256 : 2048);
        int most = cpus * (shared ? 2048 : 8192);
        boolean fits = memory % MEMORY_STEP_MB == 0 && memory >= least && memory <= most;
        return fits
                ? Optional.empty()
                : Optional.of("memory_mb " + memory + " is not a multiple of 256 in " + least + ".." + most);
    }

    /// The config as it is read back: `autostop` becomes false, true or the word suspend.
    static ObjectNode normalized(ObjectNode config) {
        ObjectNode copy = config.deepCopy();
        for (JsonNode service : copy.path("services")) {
            if (service instanceof ObjectNode object && object.has("autostop")) {
                switch (object.path("autostop").asText()) {
                    case "true", "stop" -> object.put("autostop", true);
                    case "suspend" -> object.put("autostop", "suspend");
                    default -> object.put("autostop", false);
                }
            }
        }
        return copy;
    }
}
