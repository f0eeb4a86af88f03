package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.simulator.world.Regions;
import dev.hangar.simulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Regions, and where machines would find room (facts 1.8).
final class PlatformEndpoints {
    private static final String NEAREST = "iad";
    /// What the organization may have in one region; Fly's own number is not known.
    private static final long MOST_PER_REGION = 50;

    private PlatformEndpoints() {}

    static ApiResponse regions() {
        ObjectNode body = MachineJson.object().put("nearest", NEAREST);
        ArrayNode regions = body.putArray("regions");
        Regions.ALL.forEach(place -> regions.addObject()
                .put("code", place.code())
                .put("name", place.name())
                .put("deprecated", false)
                .put("gateway_available", true)
                .put("geo_region", place.geoRegion())
                .put("latitude", place.latitude())
                .put("longitude", place.longitude())
                .put("requires_paid_plan", false));
        return ApiResponse.json(body);
    }

    /// A dry run of placement: fills the regions in the order they were asked for.
    static ApiResponse placements(World world, ApiRequest request, ApiFaults faults) {
        Optional<ObjectNode> body = Call.parsed(request);
        String org = body.map(json -> json.path("org_slug").asText("")).orElse("");
        if (org.isEmpty()) {
            return ApiResponse.error(400, "org_slug is required");
        }
        if (!AppEndpoints.isOwn(world, org)) {
            return ApiResponse.error(403, "unauthorized: no access to organization");
        }
        long wanted = body.get().path("count").asLong(0);
        List<String> codes = codes(body.get().path("region").asText(""));
        if (codes.isEmpty() || wanted < 0) {
            return ApiResponse.error(400, "invalid region or count");
        }
        ObjectNode json = MachineJson.object();
        ArrayNode placed = json.putArray("regions");
        long left = wanted;
        for (String code : codes) {
            boolean readable = faults.errorRegions().stream()
                    .noneMatch(region -> region.value().equals(code));
            long room = readable ? MOST_PER_REGION : 0;
            long count = wanted == 0 ? room : Math.min(left, room);
            left -= count;
            if (count > 0) {
                placed.addObject().put("region", code).put("count", count).put("concurrency", 1);
            }
        }
        return ApiResponse.json(json);
    }

    /// Codes of an expression such as `lhr,eu`, in order; empty without any that exists. No expression means
    /// everywhere, the nearest region first.
    private static List<String> codes(String expression) {
        Set<String> codes = new LinkedHashSet<>();
        for (String word : (expression.isBlank() ? NEAREST + ",any" : expression).split(",", -1)) {
            String wanted = word.strip();
            Regions.ALL.stream()
                    .filter(place -> wanted.equals("any")
                            || place.code().equals(wanted)
                            || place.geoRegion().equals(wanted.equals("na") ? "us" : wanted))
                    .forEach(place -> codes.add(place.code()));
        }
        return new ArrayList<>(codes);
    }
}
