package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.SimulatedFly;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Releases and organizations over REST (facts 7.4, 13).
class AccountApiTest {
    private final ApiWorld at = ApiWorld.checked();

    @Test
    void theCurrentReleaseComesFromTheMachines() {
        JsonNode release = ApiWorld.json(at.get("/api/v1/apps/burst-api/releases/current"));
        assertThat(release.path("version").asInt()).isEqualTo(14);
        assertThat(release.path("status").asText()).isEqualTo("complete");
        assertThat(release.path("in_progress").asBoolean()).isFalse();
        assertThat(release.path("stable").asBoolean()).isTrue();
        assertThat(at.get("/api/v1/apps/nothing-here/releases/current").status())
                .isEqualTo(404);
    }

    @Test
    void anAppThatWasNeverReleasedHasNone() {
        SimulatedFly fly = at.fly;
        MachinesApi bare = new MachinesApi(fly, "fm2_test", app -> List.of());
        Map<String, String> header = Map.of("Authorization", "Bearer fm2_test");
        assertThat(bare.handle(ApiRequest.of("GET", "/api/v1/apps/hobby/releases/current", header, ""))
                        .status())
                .isEqualTo(404);
        String query = "{\"query\":\"{ app(name: \\\"hobby\\\") { currentReleaseUnprocessed { status } } }\"}";
        assertThat(bare.handle(ApiRequest.of("POST", "/graphql", header, query)).body())
                .isEqualTo("{\"data\":{\"app\":{\"currentReleaseUnprocessed\":null}}}");
    }

    @Test
    void aDeployRunsThenCompletes() {
        String order = "{\"app_name\":\"hobby\",\"strategy\":\"ROLLING\",\"image\":\"a:b\",\"definition\":{\"x\":1}}";
        ApiResponse made = at.post("/api/v1/releases", order);
        String id = ApiWorld.json(made).at("/release/id").asText();
        assertThat(made.status()).isEqualTo(201);
        JsonNode running = ApiWorld.json(at.get("/api/v1/apps/hobby/releases/current"));
        assertThat(running.path("in_progress").asBoolean()).isTrue();
        assertThat(running.path("version").asInt()).isEqualTo(2);

        assertThat(at.call("PATCH", "/api/v1/releases/" + id, "{\"status\":\"complete\"}")
                        .status())
                .isEqualTo(200);
        JsonNode list = ApiWorld.json(at.get("/api/v1/apps/hobby/releases?limit=5"));
        assertThat(list.path("releases").findValuesAsText("version")).containsExactly("2", "1");
        assertThat(list.path("releases").findValuesAsText("status")).containsOnly("complete");
        assertThat(ApiWorld.json(at.get("/api/v1/apps/hobby/releases?limit=1")).path("releases"))
                .hasSize(1);
        assertThat(at.call("PATCH", "/api/v1/releases/rel_no", "{\"status\":\"complete\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void releasesOutliveTheirMachines() {
        assertThat(at.get("/api/v1/apps/burst-api/releases/current").status()).isEqualTo(200);
        List.copyOf(TestWorlds.app(at.world, "burst-api").machines())
                .forEach(machine -> at.world.destroy(machine, true));
        at.pause();
        JsonNode made = ApiWorld.json(at.post("/api/v1/releases", "{\"app_name\":\"burst-api\",\"image\":\"a:b\"}"));
        assertThat(made.at("/release/version").asInt()).isEqualTo(15);
    }

    @Test
    void currentReleasesOfAllAppsComeAtOnce() {
        JsonNode all = ApiWorld.json(at.get("/api/v1/releases/all_current"));
        assertThat(all).hasSize(9);
        assertThat(all.path("preview").asText()).isEqualTo("2026-11-02T23:05:06Z");
    }

    @Test
    void organizationsHaveABillingStatus() {
        assertThat(ApiWorld.json(at.get("/api/v1/organizations/demo"))
                        .at("/organization/billing_status")
                        .asText())
                .isEqualTo("CURRENT");
        assertThat(ApiWorld.json(at.get("/api/v1/organizations")).path("organizations"))
                .hasSize(1);
        assertThat(at.get("/api/v1/organizations/other").status()).isEqualTo(404);
    }
}
