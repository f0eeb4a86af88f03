package dev.hangar.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One machine of a raw listing, read apart from the adapter and the policy under test.
record RawMachine(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SLEEPS = Set.of("stop", "suspend", "exit");
    private static final Set<String> GONE = Set.of("destroyed", "destroying", "replaced", "migrated");
    private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// Two audits read each listing, and most listings say what the last one said.
    private static final Memo<JsonNode> TREES = new Memo<>(RawMachine::read);

    static List<RawMachine> all(String body) {
        List<RawMachine> machines = new ArrayList<>();
        parse(body).forEach(machine -> machines.add(new RawMachine(machine)));
        return machines;
    }

    /// The tree of an answer, not to be changed.
    static JsonNode parse(String body) {
        return TREES.of(body);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    String id() {
        return json.path("id").asText();
    }

    String state() {
        return json.path("state").asText();
    }

    boolean isGone() {
        return GONE.contains(state());
    }

    boolean isAsleep() {
        return state().equals("stopped") || state().equals("suspended");
    }

    Optional<String> metadata(String key) {
        return Optional.ofNullable(json.path("config").path("metadata").get(key))
                .map(JsonNode::asText);
    }

    String group() {
        return metadata("fly_process_group").orElse("app");
    }

    int softLimit() {
        return json.path("config")
                .path("services")
                .path(0)
                .path("concurrency")
                .path("soft_limit")
                .asInt(20);
    }

    Instant createdAt() {
        return Instant.parse(json.path("created_at").asText());
    }

    /// Whether somebody who is no Hangar holds its lease for a while yet.
    boolean isLeasedByOthers(Instant now) {
        JsonNode lease = json.path("lease");
        return lease.isObject()
                && !lease.path("description").asText().startsWith("hangar")
                && Instant.ofEpochSecond(lease.path("expires_at").asLong()).isAfter(now.plusSeconds(1));
    }

    /// When it got its config, by the time that its version spells.
    Instant configuredAt() {
        long millis = 0;
        for (char digit : json.path("instance_id").asText().substring(0, 10).toCharArray()) {
            millis = millis * ULID_DIGITS.length() + ULID_DIGITS.indexOf(digit);
        }
        return Instant.ofEpochMilli(millis);
    }

    /// Wakes that somebody with a token asked for, oldest first: `user` starts right after a sleep.
    ///
    /// @param again whether another start lies before that sleep
    record Wake(Instant at, boolean again) {}

    List<Wake> wakes() {
        List<Wake> wakes = new ArrayList<>();
        boolean slept = false;
        boolean startedBefore = false;
        for (JsonNode event : oldestFirst()) {
            String type = event.path("type").asText();
            if (type.equals("start")) {
                if (slept && event.path("source").asText().equals("user")) {
                    wakes.add(new Wake(at(event), startedBefore));
                }
                slept = false;
                startedBefore = true;
            } else if (SLEEPS.contains(type)) {
                slept = true;
            } else {
                slept = false;
            }
        }
        return wakes;
    }

    /// When it was last asked to start, by whomever.
    Optional<Instant> lastStart() {
        return oldestFirst().reversed().stream()
                .filter(event -> event.path("type").asText().equals("start"))
                .filter(event -> !event.path("source").asText().equals("flyd"))
                .findFirst()
                .map(RawMachine::at);
    }

    private List<JsonNode> oldestFirst() {
        List<JsonNode> events = new ArrayList<>();
        json.path("events").forEach(events::add);
        return events.reversed();
    }

    private static Instant at(JsonNode event) {
        return Instant.ofEpochMilli(event.path("timestamp").asLong());
    }
}
