package dev.hangar.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Signs of a fly.toml that was made for Fly's old platform (Nomad, "V1"): keys that only its launcher wrote and that
/// mean nothing to Machines.
final class FlyTomlLegacy {
    private FlyTomlLegacy() {}

    /// The signs in the order of the file's usual sections, such as `auto_rollback in [experimental]`; empty for none.
    static List<String> signs(JsonNode root) {
        List<String> signs = new ArrayList<>();
        if (root.path("processes").isArray()) {
            signs.add("processes is a list");
        }
        JsonNode experimental = root.path("experimental");
        for (String key : List.of("allowed_public_ports", "auto_rollback", "private_network", "kill_timeout")) {
            if (experimental.has(key)) {
                signs.add(key + " in [experimental]");
            }
        }
        boolean scripts = false;
        boolean restarts = false;
        boolean limits = false;
        for (JsonNode service : root.path("services")) {
            scripts |= service.has("script_checks");
            limits |= service.path("concurrency").isTextual();
            for (String checks : List.of("tcp_checks", "http_checks")) {
                for (JsonNode check : service.path(checks)) {
                    restarts |= check.has("restart_limit");
                }
            }
        }
        if (scripts) {
            signs.add("script_checks in [[services]]");
        }
        if (restarts) {
            signs.add("restart_limit in a check");
        }
        if (limits) {
            signs.add("concurrency is a text");
        }
        return signs;
    }
}
