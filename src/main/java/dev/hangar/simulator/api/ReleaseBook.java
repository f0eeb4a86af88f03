package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Releases of apps: those that the world knows, and those that a deploy makes through this API.
final class ReleaseBook {
    private final ReleaseSource source;
    private final Map<AppName, List<ReleaseRow>> known = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Map<String, JsonNode> definitions = new HashMap<>();

    ReleaseBook(ReleaseSource source) {
        this.source = source;
    }

    /// Newest first. One made here stands for the world's of the same version; what was seen once is remembered, also
    /// when the machines that told it are gone.
    List<ReleaseRow> releases(SimulatedApp app) {
        List<ReleaseRow> all = new ArrayList<>(known.getOrDefault(app.name(), List.of()));
        for (ReleaseRow release : source.releases(app)) {
            // A deployer of the world goes on with its own release; one made here is told of by its maker alone.
            boolean stays =
                    all.stream().anyMatch(other -> other.version() == release.version() && made.contains(other.id()));
            if (!stays) {
                all.removeIf(other -> other.version() == release.version());
                all.add(release);
            }
        }
        all.sort(Comparator.comparingInt(ReleaseRow::version).reversed());
        known.put(app.name(), List.copyOf(all));
        return all;
    }

    Optional<ReleaseRow> current(SimulatedApp app) {
        return releases(app).stream().findFirst();
    }

    /// The `fly.toml` that a release was made from, as JSON.
    JsonNode definition(SimulatedApp app, ReleaseRow release) {
        return definitions.getOrDefault(release.id(), Definition.of(app));
    }

    /// Begins a deploy.
    ///
    /// @param order with `strategy`, `image` and `definition`
    ReleaseRow begin(SimulatedApp app, JsonNode order, Instant now) {
        int version = current(app).map(ReleaseRow::version).orElse(0) + 1;
        ReleaseRow release = new ReleaseRow(
                "rel_" + app.name() + "_" + version,
                version,
                "running",
                order.path("strategy").asText("rolling").toLowerCase(Locale.ROOT),
                now,
                order.path("image").asText(""));
        if (order.path("definition").isObject()) {
            definitions.put(release.id(), order.path("definition"));
        }
        List<ReleaseRow> all = releases(app);
        made.add(release.id());
        all.addFirst(release);
        known.put(app.name(), List.copyOf(all));
        return release;
    }

    /// Sets the status of a release; empty when there is none of this id.
    Optional<ReleaseRow> update(SimulatedApp app, String id, String status) {
        if (releases(app).stream().noneMatch(release -> release.id().equals(id))) {
            return Optional.empty();
        }
        List<ReleaseRow> changed = releases(app);
        made.add(id);
        changed.replaceAll(release -> release.id().equals(id) ? release.with(status) : release);
        known.put(app.name(), List.copyOf(changed));
        return changed.stream().filter(release -> release.id().equals(id)).findFirst();
    }
}
