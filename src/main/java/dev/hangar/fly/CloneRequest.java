package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import dev.hangar.policy.CreateTag;
import java.util.ArrayList;
import java.util.List;

/// Builds the request that makes a Machine like another one (facts 1.4).
final class CloneRequest {
    /// Tags of ours that must not be copied: they speak of the template.
    static final String OUR_TAGS = "hangar_";

    private CloneRequest() {}

    /// The template's config, without what ties it to the template.
    ///
    /// @throws UnreadableException when the template must not be copied, with the reason
    static ObjectNode config(JsonNode template) throws UnreadableException {
        JsonNode config = Json.object(template, "config");
        if (!(config instanceof ObjectNode original)) {
            throw new UnreadableException("the template has no config to copy");
        }
        if (!Json.list(config, "mounts").isEmpty()) {
            throw new UnreadableException("the template has a volume, which no other Machine can mount");
        }
        ObjectNode copy = original.deepCopy();
        copy.remove("standbys");
        if (copy.path("env") instanceof ObjectNode env) {
            env.remove("FLY_STANDBY_FOR");
        }
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(ourTags(metadata));
        }
        return copy;
    }

    /// The body of the create call.
    ///
    /// @param template what it is made like; told to people by a tag
    /// @param launchId by this tag a create without an answer can be recognized in a later listing
    static String body(ObjectNode config, MachineId template, Region region, boolean launch, String launchId) {
        ObjectNode copy = config.deepCopy();
        copy.withObject("/metadata").put(CreateTag.LAUNCH_ID, launchId).put(CreateTag.CREATED_FROM, template.value());
        ObjectNode request = Json.newObject();
        request.set("config", copy);
        request.put("region", region.value());
        request.put("skip_launch", !launch);
        return request.toString();
    }

    private static List<String> ourTags(ObjectNode metadata) {
        List<String> tags = new ArrayList<>();
        metadata.fieldNames().forEachRemaining(tags::add);
        tags.removeIf(tag -> !tag.startsWith(OUR_TAGS));
        return tags;
    }
}
