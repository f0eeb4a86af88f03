package dev.hangar.system;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The daemon in its container reads demand from a real Prometheus and acts on the simulated Fly over HTTP; the fleets
/// reach what the policies want while the floors hold all along.
@QuarkusTest
@QuarkusTestResource(value = RealPrometheusResource.class, restrictToAnnotatedClass = true)
class RealPrometheusTest {
    private static final String FLY = System.getProperty(RealPrometheusResource.FLY);
    private static final String TOKEN = System.getProperty(RealPrometheusResource.TOKEN);

    /// Started machines by app, from the org-wide list: the daemon's own list calls have their rate limit to
    /// themselves.
    private static Map<String, Long> started() {
        List<Map<String, String>> machines = RestAssured.given()
                .header("Authorization", "Bearer " + TOKEN)
                .get(FLY + "/v1/orgs/acme/machines")
                .then()
                .statusCode(200)
                .extract()
                .path("machines");
        return machines.stream()
                .filter(machine -> "started".equals(machine.get("state")))
                .collect(Collectors.groupingBy(machine -> machine.get("app_name"), Collectors.counting()));
    }

    private static void awaitStarted(String app, long wanted) {
        Awaitility.await(app + " runs " + wanted)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    Map<String, Long> started = started();
                    assertThat(started.get("pair")).as("floor of pair").isGreaterThanOrEqualTo(1);
                    assertThat(started.get("regions")).as("floor of regions").isGreaterThanOrEqualTo(2);
                    assertThat(started.get("api")).as("floor of api").isGreaterThanOrEqualTo(1);
                    assertThat(started.get("db")).as("never touched").isEqualTo(2);
                    return started.getOrDefault(app, 0L) == wanted;
                });
    }

    @Test
    void fleetsReachWhatThePoliciesWantWhileFloorsHold() {
        awaitStarted("api", 4);
        awaitStarted("pair", 1);
        awaitStarted("regions", 2);
        awaitStarted("api", 1);

        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/api/fleets")
                .then()
                .statusCode(200)
                .body("app", Matchers.contains("api", "db", "pair", "regions"))
                .body("find { it.app == 'db' }.machines.reason", Matchers.everyItem(Matchers.is("postgres")))
                .body("machines.flatten().findAll { it.sentence == '' }", Matchers.empty())
                .body("find { it.app == 'pair' }.mode", Matchers.is("act"));
        RestAssured.get("/api/passes?limit=500")
                .then()
                .statusCode(200)
                .body(
                        "actions.flatten().findAll { it.outcome == 'applied' }.action",
                        Matchers.hasItems("start", "drain", "sleep"));
        String metrics = RestAssured.get("/metrics").asString();
        assertThat(metrics)
                .contains("hangar_passes_total", "hangar_fleet_serving{fleet_app=\"regions\",fleet_group=\"app\"} 2.0")
                .contains("hangar_actions_total{action=\"sleep\",outcome=\"applied\"}")
                .contains("hangar_signal_age_seconds{signal=\"proxy-concurrency\"}")
                .doesNotContain(TOKEN);
    }
}
