package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.AppName;
import dev.hangar.model.Volume;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Collects the volumes of an organization page by page. One that comes twice counts once, as it was last.
final class VolumeTally {
    private final SortedMap<AppName, SortedMap<String, Volume>> volumes = new TreeMap<>();

    /// @throws UnreadableException when the page is none
    void add(JsonNode page) throws UnreadableException {
        for (JsonNode node : PropertyReader.entries(page, "volumes")) {
            PropertyReader.app(node)
                    .ifPresent(app -> readable(node)
                            .ifPresent(volume -> volumes.computeIfAbsent(new AppName(app), name -> new TreeMap<>())
                                    .put(volume.id(), volume)));
        }
    }

    private static Optional<Volume> readable(JsonNode node) {
        try {
            return Optional.of(AppReader.volume(node)).filter(volume -> Json.isIdentifier(volume.id()));
        } catch (UnreadableException unreadable) {
            return Optional.empty();
        }
    }

    SortedMap<AppName, List<Volume>> byApp() {
        SortedMap<AppName, List<Volume>> lists = new TreeMap<>();
        volumes.forEach((app, byId) -> lists.put(app, List.copyOf(byId.values())));
        return Collections.unmodifiableSortedMap(lists);
    }
}
