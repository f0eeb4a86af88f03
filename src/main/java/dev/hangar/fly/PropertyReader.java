package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.IpAddress;
import dev.hangar.model.Region;
import dev.hangar.model.SafeText;
import dev.hangar.model.VolumeSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads what only reports need. An entry that cannot be read neither hides the others nor counts: nothing is decided
/// on these lists. An answer without the list is a failure: it must not read as "none".
final class PropertyReader {
    private PropertyReader() {}

    /// Cursor of the next page; empty on the last.
    static String cursor(JsonNode page) throws UnreadableException {
        return Json.text(page, "next_cursor").orElse("");
    }

    /// Elements of a list, also of one that Go wrote as `null`.
    static List<JsonNode> entries(JsonNode parent, String name) throws UnreadableException {
        if (!parent.isObject()) {
            throw new UnreadableException("the answer is not an object");
        }
        if (!parent.has(name)) {
            throw new UnreadableException("the answer has no " + name);
        }
        return Json.list(parent, name);
    }

    /// Name of the app that an entry belongs to.
    static Optional<String> app(JsonNode entry) {
        return Optional.of(entry.path("app_name").asText("")).filter(Json::isIdentifier);
    }

    /// The oldest first.
    static List<VolumeSnapshot> snapshots(JsonNode body, String volume) throws UnreadableException {
        List<VolumeSnapshot> snapshots = new ArrayList<>();
        for (JsonNode node : body.isNull() ? List.<JsonNode>of() : Json.elements(body, "the listing of snapshots")) {
            snapshot(node, volume).ifPresent(snapshots::add);
        }
        snapshots.sort(Comparator.comparing(VolumeSnapshot::createdAt).thenComparing(VolumeSnapshot::id));
        return List.copyOf(snapshots);
    }

    private static Optional<VolumeSnapshot> snapshot(JsonNode node, String volume) {
        String id = SafeText.label(node.path("id").asText(""));
        JsonNode size = node.path("size");
        if (id.isEmpty() || !size.canConvertToLong() || size.longValue() < 0) {
            return Optional.empty();
        }
        int days = Math.max(0, node.path("retention_days").asInt(0));
        return Times.instant(node.path("created_at"))
                .map(at -> new VolumeSnapshot(id, volume, at, size.longValue(), days));
    }

    /// In Fly's order.
    static List<IpAddress> addresses(JsonNode body) throws UnreadableException {
        List<IpAddress> addresses = new ArrayList<>();
        for (JsonNode node : entries(body, "ips")) {
            String address = SafeText.label(node.path("ip").asText(""));
            if (!address.isEmpty()) {
                addresses.add(new IpAddress(address, node.path("shared").asBoolean(false), region(node)));
            }
        }
        return List.copyOf(addresses);
    }

    /// Fly says `global` for an address that is announced everywhere.
    private static Optional<Region> region(JsonNode node) {
        return Optional.of(node.path("region").asText(""))
                .filter(code -> Json.isIdentifier(code) && !code.equals("global"))
                .map(Region::new);
    }
}
