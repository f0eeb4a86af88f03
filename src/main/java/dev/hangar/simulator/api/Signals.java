package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Unix signals as calls name them (facts 1.4).
final class Signals {
    /// What stop and restart take.
    static final List<String> STOP = List.of("SIGHUP", "SIGINT", "SIGQUIT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGTERM");

    /// What the signal call takes, with the numbers of Linux: the official client kills with `{"signal": 9}`.
    private static final Map<String, Integer> ALL = Map.ofEntries(
            Map.entry("SIGHUP", 1),
            Map.entry("SIGINT", 2),
            Map.entry("SIGQUIT", 3),
            Map.entry("SIGILL", 4),
            Map.entry("SIGTRAP", 5),
            Map.entry("SIGABRT", 6),
            Map.entry("SIGFPE", 8),
            Map.entry("SIGKILL", 9),
            Map.entry("SIGUSR1", 10),
            Map.entry("SIGSEGV", 11),
            Map.entry("SIGUSR2", 12),
            Map.entry("SIGPIPE", 13),
            Map.entry("SIGALRM", 14),
            Map.entry("SIGTERM", 15));

    private Signals() {}

    static boolean isStop(String name) {
        return STOP.contains(name);
    }

    /// Whether a stop's body names a known signal, or none: an empty one counts as none.
    static boolean isOptional(ObjectNode body) {
        String name = body.path("signal").asText("");
        return name.isEmpty() || isStop(name);
    }

    /// The signal of a name or a number.
    static Optional<String> named(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(value.asText()).filter(ALL::containsKey);
        }
        return ALL.entrySet().stream()
                .filter(entry -> value.isInt() && entry.getValue() == value.asInt())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
