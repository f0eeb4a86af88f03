package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.MachineEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads a Machine's events (facts 2.3). An event without a time is left out: it says nothing that could be placed.
final class EventReader {
    private EventReader() {}

    /// Newest first.
    static List<MachineEvent> events(List<JsonNode> nodes) {
        return nodes.stream()
                .flatMap(node -> event(node).stream())
                .sorted(Comparator.comparing(MachineEvent::at).reversed())
                .toList();
    }

    private static Optional<MachineEvent> event(JsonNode node) {
        return time(node)
                .map(at -> new MachineEvent(
                        Json.label(node, "type"), Json.label(node, "status"), Json.label(node, "source"), at));
    }

    /// The event's own time, else that of the exit inside it, for which Fly has two spellings.
    private static Optional<Instant> time(JsonNode node) {
        JsonNode request = node.path("request");
        return Times.instant(node.path("timestamp"))
                .or(() -> Times.instant(request.path("exit_event").path("exited_at")))
                .or(() -> Times.instant(
                        request.path("MonitorEvent").path("exit_event").path("exited_at")));
    }
}
