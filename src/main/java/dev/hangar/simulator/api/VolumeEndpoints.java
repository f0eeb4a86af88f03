package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.Regions;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedVolume;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Volumes (facts 1.8): reading, and the making and growing that clones and scaling need.
final class VolumeEndpoints {
    private static final int DEFAULT_GB = 1;
    private static final int MOST_GB = 500;
    private static final int BLOCK_BYTES = 4096;

    private VolumeEndpoints() {}

    static ApiResponse list(SimulatedApp app, ApiRequest request) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        app.volumes().forEach(volume -> json.add(volume(app, volume, request.flag("summary"))));
        return ApiResponse.json(json);
    }

    /// Volumes of the organization: like the machines' list, with a cursor; the oldest first.
    static ApiResponse ofOrganization(ApiRequest request, List<SimulatedApp> apps) {
        Optional<Long> limit = ListEndpoints.limit(request);
        if (limit.isEmpty()) {
            return ListEndpoints.badLimit();
        }
        record Row(SimulatedApp app, SimulatedVolume volume) {
            String key() {
                return String.format("%016d_%s", volume.createdAt().toEpochMilli(), volume.id());
            }
        }
        List<String> regions = request.list("region");
        String cursor = request.parameter("cursor").orElse("");
        List<Row> rows = apps.stream()
                .flatMap(app -> app.volumes().stream().map(volume -> new Row(app, volume)))
                .filter(row -> regions.isEmpty()
                        || regions.contains(row.volume().region().value()))
                .filter(row -> row.key().compareTo(cursor) > 0)
                .sorted(Comparator.comparing(Row::key))
                .toList();
        ObjectNode body = MachineJson.object();
        ArrayNode volumes = body.putArray("volumes");
        List<Row> page = rows.stream().limit(limit.get()).toList();
        for (Row row : page) {
            ObjectNode json = volume(row.app(), row.volume(), request.flag("summary"));
            json.put("app_name", row.app().name().value());
            json.put("updated_at", MachineJson.seconds(row.volume().createdAt()));
            volumes.add(json);
        }
        if (!page.isEmpty()) {
            SimulatedVolume last = page.getLast().volume();
            body.put("last_volume_id", last.id());
            body.put("last_updated_at", MachineJson.seconds(last.createdAt()));
            body.put("next_cursor", page.size() < rows.size() ? page.getLast().key() : "");
        }
        return ApiResponse.json(body);
    }

    static ApiResponse show(SimulatedApp app, String id) {
        return volume(app, id)
                .map(volume -> ApiResponse.json(volume(app, volume, false)))
                .orElseGet(VolumeEndpoints::notFound);
    }

    static Optional<SimulatedVolume> volume(SimulatedApp app, String id) {
        return app.volumes().stream().filter(volume -> volume.id().equals(id)).findFirst();
    }

    static ApiResponse create(World world, SimulatedApp app, ApiRequest request) {
        Optional<ObjectNode> body = Call.parsed(request);
        String name = body.map(json -> json.path("name").asText("")).orElse("");
        if (name.isBlank()) {
            return ApiResponse.error(400, "invalid name, cannot be empty");
        }
        int size = size(body.get());
        Optional<Region> region = Regions.resolve(body.get().path("region").asText("any"), app);
        if (size < 1 || size > MOST_GB || region.isEmpty()) {
            return ApiResponse.error(400, "invalid size_gb or region");
        }
        return ApiResponse.json(volume(app, world.createVolume(app, name, size, region.get()), false));
    }

    private static int size(JsonNode body) {
        return body.path("size_gb").asInt(DEFAULT_GB);
    }

    /// Grows a volume: it never shrinks.
    static ApiResponse extend(World world, SimulatedApp app, String id, ApiRequest request) {
        Optional<SimulatedVolume> volume = volume(app, id);
        if (volume.isEmpty()) {
            return notFound();
        }
        int size = Call.parsed(request).map(VolumeEndpoints::size).orElse(0);
        if (size <= volume.get().sizeGb() || size > MOST_GB) {
            return ApiResponse.error(400, "invalid size_gb: more than now is expected");
        }
        SimulatedVolume old = volume.get();
        SimulatedVolume grown =
                new SimulatedVolume(id, old.name(), size, old.region(), old.attachedTo(), old.createdAt());
        world.putVolume(app, grown);
        ObjectNode json = MachineJson.object();
        json.set("volume", volume(app, grown, false));
        return ApiResponse.json(json.put("needs_restart", false));
    }

    /// Fly takes one a day and keeps it for some days (facts 10): as large as what is in use.
    static ApiResponse snapshots(World world, SimulatedApp app, String id) {
        Optional<SimulatedVolume> volume = volume(app, id);
        if (volume.isEmpty()) {
            return notFound();
        }
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        int kept = app.traits().snapshotDays();
        long age = Duration.between(volume.get().createdAt(), world.now()).toDays();
        for (long day = Math.min(age, kept); day >= 1; day--) {
            Instant at = volume.get().createdAt().plus(Duration.ofDays(age - day + 1));
            json.addObject()
                    .put("id", "vs_" + id.substring(id.indexOf('_') + 1) + (age - day))
                    .put("created_at", MachineJson.seconds(at))
                    .put("digest", MachineJson.digest(id + at))
                    .put("retention_days", kept)
                    .put("size", bytesUsed(volume.get()))
                    .put("status", "created")
                    .put("volume_size", (long) volume.get().sizeGb() << 30);
        }
        return ApiResponse.json(json);
    }

    /// A quarter of it.
    private static long bytesUsed(SimulatedVolume volume) {
        return ((long) volume.sizeGb() << 30) / 4;
    }

    private static ApiResponse notFound() {
        return ApiResponse.error(404, "volume not found");
    }

    private static ObjectNode volume(SimulatedApp app, SimulatedVolume volume, boolean summary) {
        ObjectNode json = MachineJson.object();
        json.put("id", volume.id());
        json.put("name", volume.name());
        json.put("state", "created");
        json.put("size_gb", volume.sizeGb());
        json.put("region", volume.region().value());
        json.put("zone", "0000");
        json.put("encrypted", true);
        json.put("fstype", "ext4");
        json.put(
                "attached_machine_id", volume.attachedTo().map(MachineId::value).orElse(null));
        json.putNull("attached_alloc_id");
        json.put("snapshot_retention", app.traits().snapshotDays());
        json.put("auto_backup_enabled", true);
        json.put("host_status", "ok");
        json.put("created_at", MachineJson.seconds(volume.createdAt()));
        if (!summary) {
            long bytes = (long) volume.sizeGb() << 30;
            json.put("bytes_total", bytes).put("bytes_used", bytesUsed(volume));
            json.put("block_size", BLOCK_BYTES).put("blocks", bytes / BLOCK_BYTES);
            long free = bytes / BLOCK_BYTES * 3 / 4;
            json.put("blocks_free", free).put("blocks_avail", free);
        }
        return json;
    }
}
