package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.testkit.Collector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// `hangar run` with a collector for its traces.
class TracesIT {
    private static final Set<String> NAMES = Set.of("tick", "passes of an app", "machines api", "prometheus query");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void tellsACollectorOfTicksPassesAndCallsAndOfNoSecret() {
        try (SimulatorProcess fly = SimulatorProcess.start();
                Collector collector = new Collector();
                Daemon daemon = Daemon.start(
                        fly.variables("HANGAR_TRACES_URL", collector.address().toString()), directory, "act")) {
            List<JsonNode> spans =
                    await().atMost(Duration.ofSeconds(60)).until(collector::spans, TracesIT::hasEveryName);

            assertThat(spans)
                    .filteredOn(span -> !span.has("parentSpanId"))
                    .extracting(span -> span.path("name").asText())
                    .contains("tick", "passes of an app");
            assertThat(spans)
                    .filteredOn(span -> span.path("name").asText().equals("machines api"))
                    .extracting(Collector::attributes)
                    .anyMatch(attributes -> "200".equals(attributes.get("http.response.status_code")));
            assertThat(spans)
                    .filteredOn(span -> span.path("name").asText().equals("passes of an app"))
                    .allMatch(span ->
                            fly.apps().contains(Collector.attributes(span).getOrDefault("hangar.app", "")));
            assertThat(collector.text()).doesNotContain(fly.token(), "Authorization", "Bearer", "nonce", "?");
            assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);
        }
    }

    private static boolean hasEveryName(List<JsonNode> spans) {
        return spans.stream()
                .map(span -> span.path("name").asText())
                .collect(Collectors.toSet())
                .containsAll(NAMES);
    }
}
