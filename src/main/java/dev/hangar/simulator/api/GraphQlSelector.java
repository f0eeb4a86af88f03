package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Cuts out of whole objects what a query selects. Objects name their type in `__typename`; a field that an object
/// does not have is an error, as it is at Fly.
final class GraphQlSelector {
    private static final String TYPE = "__typename";

    private final Map<String, GraphQlDocument.Fragment> fragments;
    private final List<String> errors = new ArrayList<>();

    GraphQlSelector(Map<String, GraphQlDocument.Fragment> fragments) {
        this.fragments = fragments;
    }

    /// What could not be selected so far.
    List<String> errors() {
        return errors;
    }

    /// Puts what a root field selects into the result.
    void root(ObjectNode result, GraphQlDocument.Field field, JsonNode value) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set(field.name(), value);
        field(result, root, field);
    }

    private JsonNode select(JsonNode data, List<GraphQlDocument.Selection> selections) {
        return switch (data) {
            case ObjectNode object
            when !selections.isEmpty() -> {
                ObjectNode result = JsonNodeFactory.instance.objectNode();
                into(result, object, selections);
                yield result;
            }
            case ArrayNode list -> {
                ArrayNode result = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> result.add(select(item, selections)));
                yield result;
            }
            default -> data;
        };
    }

    private void into(ObjectNode result, ObjectNode object, List<GraphQlDocument.Selection> selections) {
        for (GraphQlDocument.Selection selection : selections) {
            switch (selection) {
                case GraphQlDocument.Field field -> field(result, object, field);
                case GraphQlDocument.Inline inline -> {
                    if (inline.type().isEmpty()
                            || inline.type().get().equals(object.path(TYPE).asText())) {
                        into(result, object, inline.selections());
                    }
                }
                case GraphQlDocument.Spread(String name) -> {
                    GraphQlDocument.Fragment fragment = fragments.get(name);
                    if (fragment == null) {
                        errors.add("Fragment " + name + " was used, but not defined");
                    } else {
                        into(result, object, fragment.selections());
                    }
                }
            }
        }
    }

    private void field(ObjectNode result, ObjectNode object, GraphQlDocument.Field field) {
        if (!object.has(field.name())) {
            errors.add("Field '" + field.name() + "' doesn't exist on type '"
                    + object.path(TYPE).asText() + "'");
            return;
        }
        JsonNode value = page(object.path(field.name()), field);
        JsonNode selected = select(value, field.selections());
        if (result.get(field.alias()) instanceof ObjectNode before && selected instanceof ObjectNode more) {
            before.setAll(more);
        } else {
            result.set(field.alias(), selected);
        }
    }

    /// A page of a connection: the first nodes behind a cursor, which is a node's id.
    private static JsonNode page(JsonNode value, GraphQlDocument.Field field) {
        if (!(value instanceof ObjectNode connection) || !(value.path("nodes") instanceof ArrayNode all)) {
            return value;
        }
        JsonNode count = field.arguments().getOrDefault("first", NullNode.instance);
        String after =
                field.arguments().getOrDefault("after", NullNode.instance).asText("");
        List<JsonNode> behind = all.valueStream()
                .dropWhile(node -> hasCursor(all, after) && !id(node).equals(after))
                .skip(hasCursor(all, after) ? 1 : 0)
                .toList();
        List<JsonNode> page = behind.stream().limit(count.asLong(all.size())).toList();
        ObjectNode shown = connection.deepCopy();
        shown.putArray("nodes").addAll(page);
        shown.withObject("/pageInfo")
                .put("hasNextPage", page.size() < behind.size())
                .put("endCursor", page.isEmpty() ? "" : id(page.getLast()));
        return shown;
    }

    private static boolean hasCursor(ArrayNode nodes, String cursor) {
        return nodes.valueStream().anyMatch(node -> id(node).equals(cursor));
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }
}
