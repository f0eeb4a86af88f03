package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.control.PropertySource.MachineCounts;
import dev.hangar.model.AppName;
import dev.hangar.model.Region;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts the machines of an organization page by page. One that changes meanwhile moves to a later page and comes
/// twice (facts 1.3): it counts once.
final class MachineTally {
    private final SortedMap<AppName, Integer> machines = new TreeMap<>();
    private final SortedSet<Region> unread = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();

    /// @throws UnreadableException when the page is none
    void add(JsonNode page) throws UnreadableException {
        for (JsonNode machine : PropertyReader.entries(page, "machines")) {
            String id = machine.path("id").asText("");
            boolean isGone = machine.path("state").asText("").equals("destroyed");
            if (!id.isEmpty() && !isGone && PropertyReader.app(machine).isPresent() && seen.add(id)) {
                machines.merge(new AppName(machine.path("app_name").asText()), 1, Integer::sum);
            }
        }
        for (JsonNode region : Json.list(page, "error_regions")) {
            // Which region it is matters less than that there is one.
            unread.add(new Region(Json.isIdentifier(region.asText("")) ? region.asText() : "unknown"));
        }
    }

    MachineCounts counts() {
        return new MachineCounts(
                Collections.unmodifiableSortedMap(machines), Collections.unmodifiableSortedSet(unread));
    }
}
