package dev.hangar.simulator.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.testkit.RealPrometheus;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The query language of the simulated Fly against a real Prometheus that holds the same samples: same series, same
/// values.
class AgreesWithPrometheusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ScrapedWorld WORLD = new ScrapedWorld();
    private static RealPrometheus server;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RealPrometheus.holding(WORLD.openMetrics());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly_instance_up",
                "fly_instance_cpu{app=\"web\", mode!=\"idle\"}",
                "fly_instance_cpu{app=~\"we.|hot\", mode!~\"id.*\"}",
                "fly_instance_up{nothing=\"\"}",
                "unknown_series",
                "timestamp(fly_instance_up)",
                "timestamp(fly_instance_up * 2)",
                "sum(fly_app_concurrency)",
                "sum by (app, instance) (fly_app_concurrency)",
                "sum (fly_app_concurrency) by (app)",
                "sum without (proxy_id, host) (fly_app_concurrency)",
                "max by (app) (fly_instance_memory_mem_total) - min by (app) (fly_instance_memory_mem_available)",
                "avg by (region) (fly_instance_memory_mem_total)",
                "count by (app) (fly_instance_cpu{mode=\"idle\"})",
                "min(fly_instance_cpu_baseline)",
                "rate(fly_instance_cpu{app=\"big\"}[5m])",
                "increase(fly_edge_http_responses_count[30m])",
                "increase(fly_app_http_responses_count[14d])",
                "delta(fly_instance_cpu_balance[10m])",
                "max_over_time(fly_app_concurrency[1h])",
                "avg_over_time(fly_app_concurrency[77s])",
                "sum_over_time(fly_app_concurrency[10m])",
                "count_over_time(fly_instance_up[20m])",
                "last_over_time(fly_instance_memory_swap_free[1d])",
                "min_over_time(fly_instance_memory_mem_available[2h])",
                "quantile_over_time(0.95, (sum by (app, instance) (fly_app_concurrency))[1h:1m])",
                "quantile_over_time(0.99, (sum by (app, instance) (rate(fly_instance_cpu{mode!=\"idle\"}[5m])))[2h:5m]) / 100",
                "max_over_time((fly_instance_memory_mem_total - fly_instance_memory_mem_available)[90m:30s])",
                "count_over_time((max by (app, instance) (fly_instance_up))[1h:1m])",
                "rate(fly_instance_cpu_throttle[10m]) > 0",
                "fly_instance_memory_mem_total >= 4e8",
                "4e8 < fly_instance_memory_mem_total",
                "fly_instance_up == 1 unless fly_instance_cpu_baseline > 1",
                "fly_instance_up and fly_instance_cpu_baseline < 1",
                "sum by (app) (fly_app_concurrency) or sum by (app) (fly_instance_up)",
                "sum by (app) (fly_instance_up) * on (app) sum by (app, region) (fly_instance_cpu_baseline)",
                "-fly_instance_up + 3 * 2 - 1",
                "100 * (1 - fly_instance_memory_mem_available / fly_instance_memory_mem_total)",
                "clamp_max(clamp_min(fly_app_concurrency, 2), 3)",
                "abs(-1 * fly_instance_up)",
                "label_replace(fly_instance_up, \"hangar_part\", \"value\", \"\", \"\")",
                "label_replace(sum by (app) (fly_app_concurrency), \"part\", \"v\", \"\", \"\")"
                        + " or label_replace(max by (app) (timestamp(fly_app_concurrency)), \"part\", \"t\", \"\", \"\")",
                "1 + 2 * 3",
            })
    void answersAlike(String promql) throws IOException, InterruptedException {
        Instant at = ScrapedWorld.end();
        String target = "api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8) + "&time="
                + BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();

        Map<String, Double> simulated =
                numbers(JSON.readTree(WORLD.answer("GET", "/" + target, "").body()));
        Map<String, Double> real = numbers(JSON.readTree(ask(server.baseUri().resolve(target))));

        assertThat(simulated).containsOnlyKeys(real.keySet());
        real.forEach((series, value) ->
                assertThat(simulated.get(series)).as(series).isCloseTo(value, within(Math.abs(value) * 1e-9)));
        assertThat(real.isEmpty()).isEqualTo(promql.equals("unknown_series"));
    }

    private static String ask(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private static Map<String, Double> numbers(JsonNode answer) {
        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
        Map<String, Double> numbers = new TreeMap<>();
        JsonNode result = answer.at("/data/result");
        if (answer.at("/data/resultType").asText().equals("scalar")) {
            numbers.put("", result.path(1).asDouble());
            return numbers;
        }
        for (JsonNode series : result) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric").forEachEntry((name, value) -> labels.put(name, value.asText()));
            numbers.put(labels.toString(), series.at("/value/1").asDouble());
        }
        return numbers;
    }
}
