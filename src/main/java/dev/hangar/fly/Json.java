package dev.hangar.fly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads JSON trees of which nothing is sure.
///
/// Absent and `null` are the same. A field of the wrong type is [UnreadableException] where a decision hangs on it: a
/// `mounts` that is no list must not read as "no volume".
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    private Json() {}

    /// The tree, or a missing node for an empty text.
    static JsonNode parse(String text) throws UnreadableException {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UnreadableException("the answer is not JSON");
        }
    }

    static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /// An object, or an absent node.
    static JsonNode object(JsonNode parent, String name) throws UnreadableException {
        JsonNode node = parent.path(name);
        if (!isAbsent(node) && !node.isObject()) {
            throw new UnreadableException(name + " is not an object");
        }
        return node;
    }

    /// The elements of a list; none when it is absent.
    static List<JsonNode> list(JsonNode parent, String name) throws UnreadableException {
        JsonNode node = parent.path(name);
        return isAbsent(node) ? List.of() : elements(node, name);
    }

    /// The elements of a node that must be a list.
    static List<JsonNode> elements(JsonNode node, String name) throws UnreadableException {
        if (!node.isArray()) {
            throw new UnreadableException(name + " is not a list");
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    /// A text that is only shown: cleaned and short, and empty when absent or of another type.
    static String label(JsonNode parent, String name) {
        return SafeText.label(parent.path(name).asText(""));
    }

    /// A name that Fly gives to an app, a Machine, an organization or a region, and that we send back to it.
    static boolean isIdentifier(String text) {
        return IDENTIFIER.matcher(text).matches();
    }

    /// A name that must be there, made of what Fly makes names of: nothing that could pass for a path, for markup, for
    /// a
    /// formula or for a line of a log.
    static String identifier(JsonNode parent, String name) throws UnreadableException {
        String text = requiredText(parent, name);
        if (!isIdentifier(text)) {
            throw new UnreadableException(name + " is no name that Fly gives");
        }
        return text;
    }

    /// A text exactly as sent; empty when absent or blank.
    static Optional<String> text(JsonNode parent, String name) throws UnreadableException {
        JsonNode node = parent.path(name);
        if (isAbsent(node)) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new UnreadableException(name + " is not a text");
        }
        return Optional.of(node.textValue()).filter(text -> !text.isBlank());
    }

    /// A text that must be there.
    static String requiredText(JsonNode parent, String name) throws UnreadableException {
        return text(parent, name).orElseThrow(() -> new UnreadableException(name + " is missing"));
    }

    /// A whole number of at least 0, or `otherwise` when absent.
    static int count(JsonNode parent, String name, int otherwise) throws UnreadableException {
        JsonNode node = parent.path(name);
        if (isAbsent(node)) {
            return otherwise;
        }
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw new UnreadableException(name + " is not a whole number of at least 0");
        }
        return (int) value;
    }

    /// A truth value, also as the text `true` or `false`, or `otherwise` when absent.
    static boolean flag(JsonNode parent, String name, boolean otherwise) throws UnreadableException {
        JsonNode node = parent.path(name);
        if (isAbsent(node)) {
            return otherwise;
        }
        return switch (node.asText("")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new UnreadableException(name + " is neither true nor false");
        };
    }
}
