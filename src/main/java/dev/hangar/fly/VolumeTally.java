package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.control.PropertySource.VolumeList;
import dev.hangar.model.AppName;
import dev.hangar.model.Volume;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Collects the volumes of an organization page by page. One that comes twice counts once, as it was last; one that
/// cannot be read is counted as such.
final class VolumeTally {
    private final SortedMap<AppName, SortedMap<String, Volume>> volumes = new TreeMap<>();
    private int unreadable;

    /// @throws UnreadableException when the page is none
    void add(JsonNode page) throws UnreadableException {
        for (JsonNode node : PropertyReader.entries(page, "volumes")) {
            add(PropertyReader.app(node), readable(node));
        }
    }

    private void add(Optional<String> app, Optional<Volume> volume) {
        if (app.isEmpty() || volume.isEmpty()) {
            unreadable++;
        } else {
            volumes.computeIfAbsent(new AppName(app.get()), name -> new TreeMap<>())
                    .put(volume.get().id(), volume.get());
        }
    }

    private static Optional<Volume> readable(JsonNode node) {
        try {
            return Optional.of(AppReader.volume(node)).filter(volume -> Json.isIdentifier(volume.id()));
        } catch (UnreadableException unreadable) {
            return Optional.empty();
        }
    }

    VolumeList list() {
        SortedMap<AppName, List<Volume>> lists = new TreeMap<>();
        volumes.forEach((app, byId) -> lists.put(app, List.copyOf(byId.values())));
        return new VolumeList(Collections.unmodifiableSortedMap(lists), unreadable);
    }
}
