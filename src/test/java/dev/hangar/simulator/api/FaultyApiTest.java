package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What goes wrong when it is told to (facts 1.1, 1.3, 1.4, 12).
class FaultyApiTest {
    private static final String MACHINES = "/v1/apps/storefront/machines";
    private static final String WISH = "{\"config\":{\"image\":\"a:b\"},\"skip_launch\":true}";

    private final ApiWorld at = ApiWorld.checked();

    @Test
    void aCreateMayTimeOutAndHaveMade() {
        at.api.setFaults(new ApiFaults() {
            @Override
            public boolean losesCreate(AppName app) {
                return app.value().equals("storefront");
            }
        });
        assertThat(at.post(MACHINES, WISH).status()).isEqualTo(408);
        assertThat(ApiWorld.json(at.get(MACHINES))).hasSize(3);
        assertThat(at.post("/v1/apps/hobby/machines", WISH).status()).isEqualTo(200);
    }

    @Test
    void aStartMayFailWith200() {
        at.pass(Duration.ofMinutes(1));
        String standby = ApiWorld.path(at.machine("cron", 1), "/start");
        at.api.setFaults(new ApiFaults() {
            @Override
            public Optional<String> startError(MachineRef machine) {
                return Optional.of("the host said no");
            }
        });
        ApiResponse answer = at.post(standby, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"error\",\"message\":\"the host said no\"}");
        assertThat(at.machine("cron", 1).state()).isEqualTo(MachineState.STOPPED);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "aborted: no capacity, 409, ''",
        "aborted: insufficient resources available to fulfill request, 409, ''",
        "could not find a candidate host, 422, insufficient_capacity",
        "'insufficient resources to create new machine with existing volume id vol_1', 412, volume_placement_capacity",
    })
    void capacityIsRefusedInFlysWords(String text, int status, String code) {
        at.api.setFaults(new ApiFaults() {
            @Override
            public Optional<String> createRefusal(AppName app, Region region) {
                return region.value().equals("iad") ? Optional.of(text) : Optional.empty();
            }
        });
        ApiResponse answer = at.post(MACHINES, WISH);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(ApiWorld.json(answer).path("error").asText()).isEqualTo(text);
        assertThat(ApiWorld.json(answer).path("status").asText()).isEqualTo(code);
        assertThat(ApiWorld.json(at.get(MACHINES))).hasSize(2);
        assertThat(at.post(MACHINES, WISH.replace("{\"config", "{\"region\":\"lhr\",\"config"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aListIsOldForWhoDoesNotStick() {
        at.api.setFaults(new ApiFaults() {
            @Override
            public Duration listAge() {
                return Duration.ofMillis(400);
            }
        });
        String twin = at.machine("storefront", 1).id().value();
        assertThat(at.post(ApiWorld.path(at.machine("storefront", 1), "/cordon"), "")
                        .status())
                .isEqualTo(200);
        at.pass(Duration.ofMillis(300));
        assertThat(cordoned(twin)).isFalse();
        assertThat(cordoned(twin, "Cookie", "fly_flaps_affinity=simulated")).isTrue();
        at.pass(Duration.ofMillis(100));
        assertThat(cordoned(twin)).isTrue();
    }

    private boolean cordoned(String id, String... headers) {
        for (JsonNode machine : ApiWorld.json(at.get(MACHINES, headers))) {
            if (machine.path("id").asText().equals(id)) {
                return machine.path("cordoned").asBoolean();
            }
        }
        throw new AssertionError("machine " + id + " is not listed");
    }

    @Test
    void listsAreFreshByDefault() {
        at.post(ApiWorld.path(at.machine("storefront", 1), "/cordon"), "");
        assertThat(cordoned(at.machine("storefront", 1).id().value())).isTrue();
    }

    @Test
    void aRegionThatCannotBeReadIsNamedAndLeftOut() {
        at.api.setFaults(new ApiFaults() {
            @Override
            public Set<Region> errorRegions() {
                return Set.of(new Region("ams"), new Region("fra"));
            }
        });
        JsonNode list = ApiWorld.json(at.get("/v1/orgs/demo/machines"));
        assertThat(list.path("error_regions")).hasToString("[\"ams\",\"fra\"]");
        assertThat(list.path("machines").findValuesAsText("region")).containsOnly("iad");
        JsonNode placed = ApiWorld.json(
                at.post("/v1/platform/placements", "{\"org_slug\":\"demo\",\"region\":\"fra,iad\",\"count\":2}"));
        assertThat(placed.path("regions").findValuesAsText("region")).containsExactly("iad");
    }
}
