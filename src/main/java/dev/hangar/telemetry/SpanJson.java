package dev.hangar.telemetry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Spans as the JSON of OTLP 1.x: identifiers in hexadecimal, nanoseconds as decimal strings, numbers for enums.
///
/// @param resource attributes of the process, such as `service.name`
public record SpanJson(Map<String, String> resource) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int INTERNAL = 1;
    private static final int ERROR = 2;

    public SpanJson {
        resource = Map.copyOf(resource);
    }

    /// The body of one request.
    String text(List<Span> spans) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode ours = root.putArray("resourceSpans").addObject();
        attributes(ours.putObject("resource").putArray("attributes"), resource);
        ObjectNode scope = ours.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "dev.hangar");
        ArrayNode all = scope.putArray("spans");
        spans.forEach(span -> write(all.addObject(), span));
        return root.toString();
    }

    private static void write(ObjectNode node, Span span) {
        node.put("traceId", span.id().trace());
        node.put("spanId", span.id().span());
        span.id().parent().ifPresent(parent -> node.put("parentSpanId", parent));
        node.put("name", span.name());
        node.put("kind", INTERNAL);
        node.put("startTimeUnixNano", nanos(span.began()));
        node.put("endTimeUnixNano", nanos(span.began().plus(span.took())));
        attributes(node.putArray("attributes"), span.attributes());
        if (span.failed()) {
            node.putObject("status").put("code", ERROR);
        }
    }

    private static void attributes(ArrayNode array, Map<String, String> attributes) {
        new TreeMap<>(attributes)
                .forEach((key, value) ->
                        array.addObject().put("key", key).putObject("value").put("stringValue", value));
    }

    private static String nanos(Instant at) {
        return Long.toString(Duration.between(Instant.EPOCH, at).toNanos());
    }
}
