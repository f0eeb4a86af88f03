package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// An OpenAPI 3.0 document that answers are held against, strictly: an object may have no field that its schema does
/// not name. What Fly's own client shows to be otherwise is a [Deviation].
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode document;
    private final Map<String, Schema> schemas = new HashMap<>();

    /// Where clients and document disagree.
    ///
    /// @param schema name in the document
    /// @param property of it
    /// @param accepted JSON Schema of what is accepted beside the document's
    /// @param why source
    record Deviation(String schema, String property, String accepted, String why) {}

    /// An operation of the document and one of its statuses.
    record Pair(String operation, String status) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return operation + " " + status;
        }
    }

    private OpenApi(ObjectNode document) {
        this.document = document;
    }

    static OpenApi of(String text, List<Deviation> deviations) throws IOException {
        if (!(JSON.readTree(text) instanceof ObjectNode document)) {
            throw new IOException("not an OpenAPI document");
        }
        for (Deviation deviation : deviations) {
            accept(document.withObject("/components/schemas/" + deviation.schema()), deviation);
        }
        makeStrict(document);
        return new OpenApi(document);
    }

    /// The official document of the Machines API; empty when it is not there.
    static Optional<OpenApi> official(List<Deviation> deviations) throws IOException {
        Path path = officialPath();
        return Files.exists(path) ? Optional.of(of(Files.readString(path), deviations)) : Optional.empty();
    }

    static Path officialPath() {
        return Path.of(System.getProperty("hangar.shared", "../shared"), "facts", "machines-openapi.json");
    }

    private static void accept(ObjectNode schema, Deviation deviation) throws IOException {
        if (schema.isEmpty()) {
            throw new IOException("the document has no schema " + deviation.schema());
        }
        JsonNode accepted = JSON.readTree(deviation.accepted());
        ObjectNode properties = schema.withObject("/properties");
        JsonNode documented = properties.get(deviation.property());
        ArrayNode any = JsonNodeFactory.instance.arrayNode().add(accepted);
        if (documented != null) {
            any.add(documented);
        }
        properties.putObject(deviation.property()).set("anyOf", any);
    }

    /// `nullable` of OpenAPI 3.0 becomes a type, and unnamed fields are refused.
    private static void makeStrict(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (object.path("nullable").asBoolean() && object.path("type").isTextual()) {
                String type = object.path("type").asText();
                object.putArray("type").add(type).add("null");
            }
        }
        node.forEach(OpenApi::makeStrict);
    }

    /// Every pair of the document.
    SortedSet<Pair> pairs() {
        SortedSet<Pair> pairs = new TreeSet<>();
        document.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> operation
                        .path("responses")
                        .forEachEntry((status, response) ->
                                pairs.add(new Pair(method.toUpperCase(Locale.ROOT) + " " + path, status)))));
        return pairs;
    }

    /// The operation that a path without `/v1` belongs to.
    Optional<String> operation(String method, List<String> path) {
        for (String template : (Iterable<String>) () -> document.path("paths").fieldNames()) {
            List<String> parts = Arrays.stream(template.substring(1).split("/")).toList();
            boolean same = parts.size() == path.size()
                    && IntStream.range(0, parts.size())
                            .allMatch(i ->
                                    parts.get(i).startsWith("{") || parts.get(i).equals(path.get(i)));
            if (same && operationAt(method + " " + template).isObject()) {
                return Optional.of(method + " " + template);
            }
        }
        return Optional.empty();
    }

    private JsonNode operationAt(String operation) {
        String[] words = operation.split(" ", 2);
        return document.path("paths").path(words[1]).path(words[0].toLowerCase(Locale.ROOT));
    }

    /// Whether the document covers the pair.
    boolean covers(Pair pair) {
        return operationAt(pair.operation()).path("responses").has(pair.status());
    }

    /// What is wrong with an answer that the document covers; empty when nothing is.
    List<String> problems(Pair pair, String body) {
        JsonNode content = operationAt(pair.operation())
                .path("responses")
                .path(pair.status())
                .path("content")
                .path("application/json")
                .path("schema");
        if (content.isMissingNode()) {
            return List.of();
        }
        return schemas
                .computeIfAbsent(pair.toString(), key -> compiled(content))
                .validate(body, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private Schema compiled(JsonNode content) {
        ObjectNode schema = content.deepCopy();
        schema.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }
}
