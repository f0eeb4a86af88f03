package dev.hangar.prometheus;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.prometheus.QueryResult.Point;
import dev.hangar.prometheus.QueryResult.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the JSON of the query API: result types `vector`, `matrix` and `scalar`, `warnings`, and VictoriaMetrics'
/// `isPartial`. `infos` are remarks on the expression, not on the data, and are left alone.
final class AnswerReader {
    /// Servers put whole error chains into a warning.
    private static final int CAVEAT_LIMIT = 200;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private AnswerReader() {}

    /// The answer as a tree.
    ///
    /// @throws IOException when it is no JSON object
    static JsonNode tree(byte[] body) throws IOException {
        JsonNode root = JSON.readTree(body);
        if (root == null || !root.isObject()) {
            throw new IOException("the answer is not a JSON object");
        }
        return root;
    }

    /// A tree with `status: success`, read.
    ///
    /// @throws IOException when its shape is not that of the query API
    static QueryResult result(JsonNode root) throws IOException {
        JsonNode data = root.path("data");
        JsonNode result = data.path("result");
        String type = data.path("resultType").asText();
        if (!result.isArray()) {
            throw new IOException("the answer has no result list");
        }
        List<Series> series = switch (type) {
            case "vector", "matrix" -> seriesOf(result);
            case "scalar" -> List.of(new Series(Map.of(), List.of(point(result))));
            default -> throw new IOException("result type '" + type + "' is none of vector, matrix and scalar");
        };
        return new QueryResult(series, caveats(root));
    }

    private static List<Series> seriesOf(JsonNode result) throws IOException {
        List<Series> series = new ArrayList<>(result.size());
        for (JsonNode entry : result) {
            JsonNode labels = entry.path("metric");
            if (!labels.isObject()) {
                throw new IOException("a series without a label set");
            }
            series.add(new Series(JSON.convertValue(labels, LABELS), points(entry)));
        }
        return series;
    }

    /// A vector has one `value`, a matrix has `values`; native histograms come as `histogram` and are no number.
    private static List<Point> points(JsonNode entry) throws IOException {
        List<Point> points = new ArrayList<>();
        if (entry.has("value")) {
            points.add(point(entry.get("value")));
        }
        for (JsonNode pair : entry.path("values")) {
            points.add(point(pair));
        }
        if (entry.has("histogram")) {
            points.add(new Point(millis(entry.get("histogram")), Double.NaN));
        }
        for (JsonNode pair : entry.path("histograms")) {
            points.add(new Point(millis(pair), Double.NaN));
        }
        return points;
    }

    private static Point point(JsonNode pair) throws IOException {
        if (pair.size() != 2 || !pair.path(1).isTextual()) {
            throw new IOException("a point that is not [time, \"value\"]");
        }
        return new Point(millis(pair), number(pair.path(1).asText()));
    }

    private static long millis(JsonNode pair) throws IOException {
        if (!pair.path(0).isNumber()) {
            throw new IOException("a point whose time is not a number");
        }
        return Math.round(pair.path(0).asDouble() * 1000);
    }

    private static double number(String text) throws IOException {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new IOException("a value that is not a number", e);
                }
            }
        };
    }

    private static List<String> caveats(JsonNode root) {
        List<String> caveats = new ArrayList<>();
        if (root.path("isPartial").asBoolean(false)) {
            caveats.add("marked partial by the server");
        }
        for (JsonNode warning : root.path("warnings")) {
            String text = warning.asText();
            caveats.add(text.substring(0, Math.min(CAVEAT_LIMIT, text.length())));
        }
        return caveats;
    }
}
