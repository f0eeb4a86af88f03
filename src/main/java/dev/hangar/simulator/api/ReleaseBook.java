package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Releases of apps: those that the world knows, and those that a deploy makes through this API.
final class ReleaseBook {
    private final ReleaseSource source;
    private final Map<AppName, List<Release>> made = new HashMap<>();

    ReleaseBook(ReleaseSource source) {
        this.source = source;
    }

    /// Newest first. One made here stands for the world's of the same version.
    List<Release> releases(SimulatedApp app) {
        List<Release> own = made.getOrDefault(app.name(), List.of());
        List<Release> all = new ArrayList<>(own);
        source.releases(app).stream()
                .filter(release -> own.stream().noneMatch(other -> other.version() == release.version()))
                .forEach(all::add);
        all.sort(Comparator.comparingInt(Release::version).reversed());
        return all;
    }

    Optional<Release> current(SimulatedApp app) {
        return releases(app).stream().findFirst();
    }

    /// Begins a deploy.
    Release begin(SimulatedApp app, String strategy, String image, Instant now) {
        int version = current(app).map(Release::version).orElse(0) + 1;
        Release release = new Release("rel_" + app.name() + "_" + version, version, "running", strategy, now, image);
        // The world's older ones are kept: they would be forgotten once machines name the new version.
        List<Release> kept = new ArrayList<>(releases(app));
        kept.addFirst(release);
        made.put(app.name(), kept);
        return release;
    }

    /// Sets the status of a release; empty when there is none of this id.
    Optional<Release> update(SimulatedApp app, String id, String status) {
        if (releases(app).stream().noneMatch(release -> release.id().equals(id))) {
            return Optional.empty();
        }
        List<Release> changed = new ArrayList<>(releases(app));
        changed.replaceAll(release -> release.id().equals(id) ? release.with(status) : release);
        made.put(app.name(), changed);
        return changed.stream().filter(release -> release.id().equals(id)).findFirst();
    }
}
