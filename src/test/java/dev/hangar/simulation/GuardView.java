package dev.hangar.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one pass was told, raw.
final class GuardView {
    static final String NO_DEPLOY = "no deploy";
    private static final Duration AGES_OUT = Duration.ofMinutes(60);

    List<RawMachine> first = List.of();
    List<RawMachine> newest = List.of();
    /// When the first listing was delivered: the plan was made then.
    Instant decidedAt = Instant.EPOCH;
    /// What GraphQL said of the newest release; empty while it said nothing.
    Optional<String> release = Optional.empty();

    void listed(List<RawMachine> machines, Instant now) {
        if (first.isEmpty()) {
            first = machines;
            decidedAt = now;
        }
        newest = machines;
    }

    void heard(JsonNode app, Instant now) {
        if (!app.has("currentReleaseUnprocessed")) {
            return;
        }
        JsonNode newestRelease = app.path("currentReleaseUnprocessed");
        boolean running = newestRelease.path("status").asText().equalsIgnoreCase("running")
                && Instant.parse(newestRelease.path("createdAt").asText())
                        .plus(AGES_OUT)
                        .isAfter(now);
        release = Optional.of(running ? "running" : NO_DEPLOY);
    }

    Optional<RawMachine> machine(List<RawMachine> listing, String id) {
        return listing.stream().filter(machine -> machine.id().equals(id)).findFirst();
    }

    /// The machines of the fleet that a call's machine belongs to.
    List<RawMachine> fleetOf(Call call) {
        String group = machine(newest, call.machine().orElseThrow())
                .map(RawMachine::group)
                .orElse("app");
        return newest.stream().filter(machine -> machine.group().equals(group)).toList();
    }
}
