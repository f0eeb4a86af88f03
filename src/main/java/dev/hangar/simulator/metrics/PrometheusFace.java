package dev.hangar.simulator.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.world.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The metrics page and, in the shape of Prometheus' HTTP API, instant and range queries over what was scraped.
public final class PrometheusFace {
    private static final long MAX_POINTS = 11_000;
    private static final int MOST_PARSED = 100;
    private static final String REFUSAL =
            "the simulated Fly answers a part of the query language only: point a real Prometheus at /metrics for any"
                    + " other query";

    private final ScrapeHistory history;
    private final String token;
    private final Map<String, Optional<Expression>> parsed = new ConcurrentHashMap<>();
    private boolean down;

    /// @param token accepted with scheme `Bearer` or `FlyV1`; no token is accepted as well
    public PrometheusFace(ScrapeHistory history, String token) {
        this.history = history;
        this.token = token;
    }

    /// Makes every answer a 503, or not.
    public void setDown(boolean down) {
        this.down = down;
    }

    /// Whether a request is for this face: the metrics page, or a query, also below `/prometheus/<org>`.
    public boolean isOwn(ApiRequest request) {
        List<String> path = request.path();
        return path.equals(List.of("metrics")) || apiPath(path).startsWith("api/v1/");
    }

    private static String apiPath(List<String> path) {
        boolean prefixed = path.size() > 2 && path.getFirst().equals("prometheus");
        return String.join("/", prefixed ? path.subList(2, path.size()) : path);
    }

    /// What a server says that is going away.
    public static ApiResponse closing() {
        return new ApiResponse(503, Map.of("Content-Type", "text/plain"), "service unavailable");
    }

    /// Answers a request of this face.
    ///
    /// @param world world for the page; queries see only what was scraped
    public ApiResponse answer(ApiRequest request, World world) {
        if (down) {
            return closing();
        }
        if (!isAuthorized(request)) {
            return problem(401, "unauthorized", "token validation error");
        }
        Map<String, List<String>> parameters = new TreeMap<>(request.query());
        if (request.method().equals("POST")) {
            parameters.putAll(ApiRequest.parameters(Optional.of(request.body())));
        }
        ApiRequest call = new ApiRequest(request.method(), request.path(), parameters, request.headers(), "");
        return switch (apiPath(request.path())) {
            case "metrics" ->
                new ApiResponse(200, Map.of("Content-Type", MetricsPage.CONTENT_TYPE), MetricsPage.of(world));
            case "api/v1/query" -> query(call, world.now());
            case "api/v1/query_range" -> queryRange(call);
            default -> problem(404, "not_found", "the simulated Fly answers query and query_range only");
        };
    }

    private boolean isAuthorized(ApiRequest request) {
        String header = request.header("authorization").orElse("");
        return header.isEmpty() || header.equals("Bearer " + token) || header.equals("FlyV1 " + token);
    }

    private ApiResponse query(ApiRequest request, Instant now) {
        Optional<Expression> expression = expression(request);
        Optional<Instant> at = request.parameter("time").isEmpty()
                ? Optional.of(now)
                : request.parameter("time").flatMap(PrometheusTime::instant);
        if (at.isEmpty()) {
            return problem(400, "bad_data", "invalid parameter \"time\"");
        }
        if (expression.isEmpty()) {
            return problem(422, "execution", REFUSAL);
        }
        Evaluation.Value value =
                new Evaluation(history).at(expression.get(), at.get().toEpochMilli());
        if (value instanceof Evaluation.Value.Scalar(double number)) {
            return success("scalar", point(at.get(), number));
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        value.vector().forEach((series, number) -> {
            ObjectNode entry = result.addObject();
            entry.set("metric", metric(series));
            entry.set("value", point(at.get(), number));
        });
        return success("vector", result);
    }

    private ApiResponse queryRange(ApiRequest request) {
        Optional<Instant> start = request.parameter("start").flatMap(PrometheusTime::instant);
        Optional<Instant> end = request.parameter("end").flatMap(PrometheusTime::instant);
        Optional<Duration> step = request.parameter("step").flatMap(PrometheusTime::duration);
        if (start.isEmpty() || end.isEmpty() || step.isEmpty() || !step.get().isPositive()) {
            return problem(400, "bad_data", "start, end and a positive step are required");
        }
        if (Duration.between(start.get(), end.get()).dividedBy(step.get()) >= MAX_POINTS) {
            return problem(400, "bad_data", "exceeded maximum resolution of 11,000 points per timeseries");
        }
        Optional<Expression> expression = expression(request);
        if (expression.isEmpty()) {
            return problem(422, "execution", REFUSAL);
        }
        Evaluation evaluation = new Evaluation(history);
        Map<Series, ArrayNode> rows = new LinkedHashMap<>();
        for (Instant at = start.get(); !at.isAfter(end.get()); at = at.plus(step.get())) {
            Instant time = at;
            evaluation
                    .at(expression.get(), time.toEpochMilli())
                    .vector()
                    .forEach(
                            (series, value) -> rows.computeIfAbsent(series, key -> JsonNodeFactory.instance.arrayNode())
                                    .add(point(time, value)));
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        rows.forEach((series, values) -> {
            ObjectNode entry = result.addObject();
            entry.set("metric", metric(series));
            entry.set("values", values);
        });
        return success("matrix", result);
    }

    /// Clients ask the same few questions again and again.
    private Optional<Expression> expression(ApiRequest request) {
        if (parsed.size() >= MOST_PARSED) {
            parsed.clear();
        }
        return request.parameter("query").flatMap(text -> parsed.computeIfAbsent(text, PromParser::parse));
    }

    private static ObjectNode metric(Series series) {
        ObjectNode metric = JsonNodeFactory.instance.objectNode();
        if (!series.name().isEmpty()) {
            metric.put("__name__", series.name());
        }
        series.labels().forEach(metric::put);
        return metric;
    }

    private static ArrayNode point(Instant at, double value) {
        BigDecimal seconds = BigDecimal.valueOf(at.toEpochMilli())
                .movePointLeft(3)
                .setScale(3, RoundingMode.UNNECESSARY)
                .stripTrailingZeros();
        return JsonNodeFactory.instance
                .arrayNode()
                .add(new BigDecimal(seconds.toPlainString()))
                .add(MetricsPage.number(value));
    }

    private static ApiResponse success(String type, ArrayNode result) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "success");
        body.putObject("data").put("resultType", type).set("result", result);
        return json(200, body);
    }

    private static ApiResponse problem(int status, String type, String text) {
        return json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "error")
                        .put("errorType", type)
                        .put("error", text));
    }

    private static ApiResponse json(int status, ObjectNode body) {
        return new ApiResponse(status, Map.of("Content-Type", "application/json"), body.toString());
    }
}
