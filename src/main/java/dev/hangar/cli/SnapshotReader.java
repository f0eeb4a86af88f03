package dev.hangar.cli;

import dev.hangar.control.PropertySource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads the snapshots of the largest volumes: what a snapshot costs goes by size, and each volume takes a call.
final class SnapshotReader {
    /// Volumes that are asked about; the others are left out of the survey.
    static final int MOST_VOLUMES = 100;

    private final PropertySource property;
    private final int atOnce;
    private final Map<String, Answer<List<VolumeSnapshot>>> byVolume = new ConcurrentHashMap<>();

    SnapshotReader(PropertySource property, int atOnce) {
        this.property = property;
        this.atOnce = atOnce;
    }

    private record Asked(AppName app, Volume volume) {}

    void read(Map<AppName, List<Volume>> volumes, Progress progress) {
        List<Asked> all = new ArrayList<>();
        volumes.forEach((app, list) -> list.forEach(volume -> all.add(new Asked(app, volume))));
        List<Asked> largest = all.stream()
                .filter(asked -> asked.volume().isBilled())
                .sorted(Comparator.comparingInt((Asked asked) -> -asked.volume().sizeGb())
                        .thenComparing(asked -> asked.volume().id()))
                .limit(MOST_VOLUMES)
                .toList();
        AtomicInteger done = new AtomicInteger();
        Crowd.run(largest, atOnce, asked -> {
            byVolume.put(
                    asked.volume().id(),
                    property.snapshots(asked.app(), asked.volume().id()));
            progress.step(done.incrementAndGet(), largest.size(), "snapshots");
        });
    }

    /// By id of the volume; of those that were asked about.
    SortedMap<String, Answer<List<VolumeSnapshot>>> of(List<Volume> volumes) {
        SortedMap<String, Answer<List<VolumeSnapshot>>> its = new TreeMap<>();
        for (Volume volume : volumes) {
            Answer<List<VolumeSnapshot>> answer = byVolume.get(volume.id());
            if (answer != null) {
                its.put(volume.id(), answer);
            }
        }
        return its;
    }

    Collection<Answer<List<VolumeSnapshot>>> answers() {
        return byVolume.values();
    }
}
