package dev.hangar.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A listing of machines, read apart from the adapter under test.
final class Listing {
    private static final Set<String> GONE = Set.of("destroyed", "destroying", "replaced", "migrated");

    private static final Memo<List<PassWatch.Seen>> SEEN = new Memo<>(Listing::seen);

    private Listing() {}

    static List<PassWatch.Seen> read(String body) {
        return SEEN.of(body);
    }

    private static List<PassWatch.Seen> seen(String body) {
        List<PassWatch.Seen> seen = new ArrayList<>();
        for (JsonNode machine : RawMachine.parse(body)) {
            String state = machine.path("state").asText();
            JsonNode metadata = machine.path("config").path("metadata");
            boolean awake = state.equals("started");
            boolean cordoned = machine.path("cordoned").asBoolean(false);
            seen.add(new PassWatch.Seen(
                    machine.path("id").asText(),
                    metadata.path("fly_process_group").asText("app"),
                    machine.path("region").asText(),
                    awake && !cordoned,
                    awake && (!cordoned || metadata.has("hangar_drain")),
                    GONE.contains(state)));
        }
        return List.copyOf(seen);
    }
}
