package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.control.PropertySource.MachineCounts;
import dev.hangar.model.AppName;
import dev.hangar.model.Region;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts the machines of an organization page by page. One that changes meanwhile moves to a later page and comes
/// twice (facts 1.3): it counts once. An entry that cannot be read may be any app's, and is counted as such.
final class MachineTally {
    private final SortedMap<AppName, Integer> machines = new TreeMap<>();
    private final SortedSet<Region> unread = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private int unreadable;

    /// @throws UnreadableException when the page is none
    void add(JsonNode page) throws UnreadableException {
        for (JsonNode machine : PropertyReader.entries(page, "machines")) {
            add(machine.path("id").asText(""), PropertyReader.app(machine), machine.path("state"));
        }
        for (JsonNode region : Json.list(page, "error_regions")) {
            // Which region it is matters less than that there is one.
            unread.add(new Region(Json.isIdentifier(region.asText("")) ? region.asText() : "unknown"));
        }
    }

    private void add(String id, Optional<String> app, JsonNode state) {
        if (id.isEmpty() || app.isEmpty()) {
            unreadable++;
        } else if (!state.asText("").equals("destroyed") && seen.add(id)) {
            machines.merge(new AppName(app.get()), 1, Integer::sum);
        }
    }

    MachineCounts counts() {
        return new MachineCounts(
                Collections.unmodifiableSortedMap(machines), Collections.unmodifiableSortedSet(unread), unreadable);
    }
}
