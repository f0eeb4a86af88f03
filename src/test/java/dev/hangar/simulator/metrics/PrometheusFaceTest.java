package dev.hangar.simulator.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.model.Autostop;
import dev.hangar.model.Region;
import dev.hangar.model.SignalQuery;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusFaceTest {
    private static final Instant START = TestWorlds.START;
    private static final SignalQuery BUILT_IN = SignalQuery.proxyConcurrency(Duration.ofSeconds(90));

    private final World world = WorldBuilder.org("demo", START)
            .app(
                    "web",
                    app -> app.service(service -> service.limits(10, 20).autostop(Autostop.OFF))
                            .machines(2, "iad")
                            .workload(Workload.Web.from("iad", new Demand.Constant(7))))
            .app(
                    "mailer",
                    app -> app.machines(1, "iad")
                            .workload(new Workload.Queue(
                                    new Demand.Constant(60),
                                    new Region("iad"),
                                    Duration.ofSeconds(30),
                                    1,
                                    Duration.ofMinutes(1))))
            .world(1, TestPrices.book());
    private final ScrapeHistory history = new ScrapeHistory(START);
    private final PrometheusFace face = new PrometheusFace(history, "fm2_test");

    private void pass(Duration time) {
        Instant end = world.now().plus(time);
        while (!history.nextScrapeAt().isAfter(end)) {
            world.advanceTo(history.nextScrapeAt());
            history.scrape(world);
        }
        world.advanceTo(end);
    }

    private ApiResponse ask(String target) {
        return face.answer(ApiRequest.of("GET", target, Map.of(), ""), world);
    }

    private JsonNode query(String promql) {
        return result(ask("/api/v1/query?query=" + encoded(promql)));
    }

    private JsonNode query(String promql, Instant at) {
        return result(ask("/api/v1/query?query=" + encoded(promql) + "&timeout=5s&time=" + unix(at)));
    }

    private static JsonNode result(ApiResponse response) {
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return json(response).at("/data/result");
    }

    private static JsonNode json(ApiResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(response.body(), notJson);
        }
    }

    private static String unix(Instant at) {
        return at.getEpochSecond() + "." + String.format(Locale.ROOT, "%03d", at.getNano() / 1_000_000);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void thePageParsesAndItsHalvesSumRight() {
        pass(Duration.ofMinutes(1));
        Map<String, Double> page = PageReader.read(MetricsPage.of(world));
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        assertThat(machine.load()).isBetween(3, 4);
        assertThat(page.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("fly_app_concurrency{")
                                && entry.getKey().contains(machine.id().value()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum())
                .isEqualTo(machine.load());
        assertThat(page.keySet()).anyMatch(key -> key.startsWith("fly_instance_cpu{") && key.contains("mode=\"idle\""));
        // 61 jobs in a minute, some done, at most one running
        assertThat(page).containsKey("queue_jobs_waiting{app=\"mailer\",region=\"iad\"}");
        assertThat(page.keySet()).anyMatch(key -> key.startsWith("worker_jobs_running{app=\"mailer\",instance=\""));
    }

    @Test
    void aStoppedMachineHasNoSeriesOnThePage() {
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        assertThat(world.stop(machine).isTaken()).isTrue();
        assertThat(MetricsPage.of(world)).doesNotContain(machine.id().value());
    }

    @Test
    void valuesAreThoseOfTheLastScrape() {
        pass(Duration.ofSeconds(20));
        JsonNode result = query(BUILT_IN.promql());
        assertThat(result).hasSize(2);
        assertThat(result.at("/0/metric").has("proxy_id")).isFalse();
        // seven at once over two machines
        assertThat(List.of(
                        result.at("/0/value/1").asText(),
                        result.at("/1/value/1").asText()))
                .containsExactlyInAnyOrder("4", "3");
        // asked at 20 s, scraped at 15 s
        JsonNode times = query(BUILT_IN.sampledAt().orElseThrow());
        assertThat(times.at("/0/value/1").asText()).isEqualTo(unix(START.plusSeconds(15)));
        assertThat(times.at("/0/value/0").decimalValue().toPlainString()).isEqualTo(unix(START.plusSeconds(20)));
    }

    @Test
    void theCombinedQueryGivesValuesAndSampleTimes() {
        pass(Duration.ofSeconds(31));
        JsonNode result = query("label_replace(" + BUILT_IN.promql() + ", \"hangar_part\", \"value\", \"\", \"\")"
                + " or label_replace(" + BUILT_IN.sampledAt().orElseThrow()
                + ", \"hangar_part\", \"sampled_at\", \"\", \"\")");
        assertThat(result).hasSize(4);
        assertThat(result.findValuesAsText("hangar_part"))
                .containsExactly("value", "value", "sampled_at", "sampled_at");
        assertThat(result.at("/2/value/1").asText()).isEqualTo(unix(START.plusSeconds(30)));

        String selector = "queue_jobs_waiting{app=\"mailer\"}";
        JsonNode queue = query("label_replace(" + selector + ", \"hangar_part\", \"value\", \"\", \"\")"
                + " or label_replace(timestamp(" + selector + "), \"hangar_part\", \"sampled_at\", \"\", \"\")");
        assertThat(queue).hasSize(2);
        assertThat(queue.at("/0/metric/__name__").asText()).isEqualTo("queue_jobs_waiting");
        assertThat(queue.at("/1/metric").has("__name__")).isFalse();
    }

    @Test
    void aMachineThatIsGoneLeavesAtTheNextScrape() {
        pass(Duration.ofSeconds(31));
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        String selector = "fly_instance_up{instance=\"" + machine.id() + "\"}";
        assertThat(world.stop(machine).isTaken()).isTrue();

        pass(Duration.ofSeconds(10));
        assertThat(query(selector)).hasSize(1);
        pass(Duration.ofSeconds(5));
        assertThat(query(selector)).isEmpty();
        assertThat(query(selector, START.plusSeconds(44))).hasSize(1);
    }

    @Test
    void rangesStepThroughTheHistory() {
        pass(Duration.ofMinutes(10));
        String range = "&start=" + unix(START) + "&end=" + unix(START.plusSeconds(60)) + "&step=15";
        JsonNode result =
                result(ask("/prometheus/demo/api/v1/query_range?query=" + encoded(BUILT_IN.promql()) + range));
        assertThat(result).hasSize(2);
        assertThat(result.at("/0/values")).hasSize(5);
        assertThat(ask("/api/v1/query_range?query=fly_instance_up&start=0&end=99999999&step=1s")
                        .status())
                .isEqualTo(400);
        assertThat(ask("/api/v1/query_range?query=fly_instance_up&start=0&end=1&step=0")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void historyReachesBackTwoHoursAndNotForever() {
        pass(Duration.ofHours(4));
        assertThat(query("fly_instance_up", world.now().minus(Duration.ofHours(2))))
                .hasSize(3);
        assertThat(query("fly_instance_up", world.now().minus(Duration.ofHours(3))))
                .isEmpty();
        assertThat(query("fly_instance_up", world.now().plus(Duration.ofMinutes(6))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "histogram_quantile(0.9, fly_instance_up)",
                "fly_instance_up offset 5m",
                "fly_instance_up{app=~\"w(\"}",
                "fly_instance_up{app=\"web\"",
                "rate(fly_instance_up)",
                "sum(fly_app_concurrency",
                "{app=\"web\"}",
                "",
            })
    void otherQueriesAreRefusedInPrometheusShape(String promql) {
        ApiResponse response = ask("/api/v1/query?query=" + encoded(promql));
        assertThat(response.status()).isEqualTo(422);
        assertThat(json(response).path("status").asText()).isEqualTo("error");
        assertThat(json(response).path("errorType").asText()).isEqualTo("execution");
        assertThat(json(response).path("error").asText())
                .startsWith("the simulated Fly answers a part of the query language only");
    }

    @Test
    void queriesComeAsFormsToo() {
        pass(Duration.ofSeconds(1));
        ApiResponse response = face.answer(
                ApiRequest.of("POST", "/api/v1/query", Map.of(), "query=" + encoded("fly_instance_up{app=\"web\"}")),
                world);
        assertThat(result(response)).hasSize(2);
    }

    @Test
    void aWrongTokenIsRefusedAndNoneIsAccepted() {
        for (String header : List.of("Bearer wrong", "fm2_test")) {
            Map<String, String> headers = Map.of("Authorization", header);
            assertThat(face.answer(ApiRequest.of("GET", "/metrics", headers, ""), world)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(ask("/metrics").status()).isEqualTo(200);
    }

    @Test
    void downMeansUnavailable() {
        face.setDown(true);
        assertThat(ask("/metrics").status()).isEqualTo(503);
        assertThat(ask("/api/v1/query?query=fly_instance_up").status()).isEqualTo(503);
        face.setDown(false);
        assertThat(ask("/metrics").status()).isEqualTo(200);
    }
}
