package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads apps and volumes (facts 1.2 and 1.8).
final class AppReader {
    private AppReader() {}

    /// Apps of a listing, sorted.
    ///
    /// @param otherwise owner of an app that names none
    static List<App> apps(JsonNode answer, OrgSlug otherwise) throws UnreadableException {
        boolean isEmpty =
                answer.path("apps").isNull() && answer.path("total_apps").asInt(-1) == 0;
        List<App> apps = new ArrayList<>();
        for (JsonNode node : isEmpty ? List.<JsonNode>of() : Json.elements(answer.path("apps"), "apps")) {
            // An app that Fly could not have named so is nobody's to manage, and must not hide the others.
            if (Json.isIdentifier(Json.requiredText(node, "name"))) {
                apps.add(app(node, otherwise));
            }
        }
        return apps.stream().sorted().toList();
    }

    static App app(JsonNode node, OrgSlug otherwise) throws UnreadableException {
        AppName name = new AppName(Json.identifier(node, "name"));
        OrgSlug org = Json.text(node.path("organization"), "slug")
                .filter(Json::isIdentifier)
                .map(OrgSlug::new)
                .orElse(otherwise);
        return new App(name, org, Json.label(node, "status"), role(node), machines(node));
    }

    /// Only a hint: what cannot be read is only unknown.
    private static OptionalInt machines(JsonNode node) {
        JsonNode count = node.path("machine_count");
        return count.isInt() && count.intValue() >= 0 ? OptionalInt.of(count.intValue()) : OptionalInt.empty();
    }

    /// `app_role`, or `role` as text or as `{name}`: the spec names none of them, clients see all (facts 1.2 and 13).
    private static Optional<String> role(JsonNode node) {
        return List.of(
                        node.path("app_role"),
                        node.path("role"),
                        node.path("role").path("name"))
                .stream()
                .map(candidate -> candidate.asText(""))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /// Volumes of a listing, sorted by id.
    static List<Volume> volumes(JsonNode answer) throws UnreadableException {
        List<Volume> volumes = new ArrayList<>();
        for (JsonNode node : Json.elements(answer, "the listing of volumes")) {
            volumes.add(volume(node));
        }
        volumes.sort(Comparator.comparing(Volume::id));
        return List.copyOf(volumes);
    }

    static Volume volume(JsonNode node) throws UnreadableException {
        return new Volume(
                Json.requiredText(node, "id"),
                Json.label(node, "name"),
                Json.label(node, "state"),
                Json.count(node, "size_gb", 0),
                Json.text(node, "region")
                        .filter(Json::isIdentifier)
                        .map(Region::new)
                        .orElseGet(() -> new Region("unknown")),
                Json.text(node, "attached_machine_id").map(MachineId::new),
                Times.instant(node.path("created_at")),
                used(node.path("bytes_used")));
    }

    /// Nothing is decided on it, so that what cannot be read is only unknown.
    private static OptionalLong used(JsonNode bytes) {
        return bytes.isIntegralNumber() && bytes.canConvertToLong() && bytes.longValue() >= 0
                ? OptionalLong.of(bytes.longValue())
                : OptionalLong.empty();
    }
}
