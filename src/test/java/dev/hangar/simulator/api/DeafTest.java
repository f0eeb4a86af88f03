package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.metrics.MetricsPage;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.Traits;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// An app that listens on another port than its service says.
class DeafTest {
    private final Scenario scenario = WorldBuilder.org("demo", TestWorlds.START)
            .app(
                    "deaf",
                    app -> app.service(service -> {})
                            .traits(Traits.PLAIN.withDeafness())
                            .machines(1, "iad")
                            .workload(Workload.Web.from("iad", new Demand.Constant(2))))
            .app(
                    "well",
                    app -> app.service(service -> {})
                            .machines(1, "iad")
                            .workload(Workload.Web.from("iad", new Demand.Constant(2))))
            .scenario();
    private final SimulatedFly fly = new SimulatedFly(scenario, new Seed(1), TestPrices.book());
    private final MachinesApi api = new MachinesApi(fly, "fm2_test");

    @Test
    void isStartedAndItsCheckIsCritical() {
        JsonNode deaf = get("/v1/apps/deaf/machines").path(0);

        assertThat(deaf.path("state").asText()).isEqualTo("started");
        assertThat(deaf.at("/checks/0/status").asText()).isEqualTo("critical");
        assertThat(deaf.at("/checks/0/output").asText()).contains("connect: connection refused", "0.0.0.0:8080");
        assertThat(get("/v1/apps/well/machines").at("/0/checks/0/status").asText())
                .isEqualTo("passing");
    }

    @Test
    void theEdgeAnswers502() {
        fly.advanceTo(TestWorlds.START.plus(Duration.ofMinutes(1)));
        String page = MetricsPage.of(fly.world());

        assertThat(page)
                .contains("fly_edge_http_responses_count{app=\"deaf\",region=\"iad\",status=\"502\"} 600")
                .contains("fly_edge_http_responses_count{app=\"well\",region=\"iad\",status=\"200\"} 600");
        assertThat(page.lines().filter(line -> line.startsWith("fly_app_http_responses_count{app=\"deaf\"")))
                .isEmpty();
    }

    private JsonNode get(String target) {
        return ApiWorld.json(api.handle(ApiRequest.of("GET", target, Map.of("Authorization", "Bearer fm2_test"), "")));
    }
}
