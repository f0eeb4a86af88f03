package dev.hangar.simulator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.DemoOrg;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MachinesApiTest {
    private static final String MACHINES = "/v1/apps/storefront/machines";

    private final SimulatedFly fly =
            new SimulatedFly(DemoOrg.scenario(TestWorlds.START), new Seed(21), TestPrices.book());
    private final World world = fly.world();
    private final MachinesApi api = new MachinesApi(fly, "fm2_test");

    private ApiResponse call(String method, String target, String body, String... headers) {
        Map<String, String> all = new TreeMap<>(Map.of("Authorization", "Bearer fm2_test"));
        for (int i = 0; i + 1 < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return SpecCheck.handle(api, ApiRequest.of(method, target, all, body));
    }

    private ApiResponse get(String target) {
        return call("GET", target, "");
    }

    private static JsonNode json(ApiResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(response.body(), notJson);
        }
    }

    private SimulatedMachine twin() {
        return TestWorlds.machine(world, "storefront", 1);
    }

    private String path(SimulatedMachine machine, String verb) {
        return "/v1/apps/" + machine.ref().app() + "/machines/" + machine.id() + verb;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Bearer fm2_test, 200",
        "FlyV1 fm2_test, 200",
        "'FlyV1 fm2_other,fm2_test', 200",
        "Bearer fm2_wrong, 401",
        "Bearer FlyV1 fm2_test, 401",
        "fm2_test, 401",
    })
    void onlyTheTokenIsLetIn(String header, int status) {
        ApiResponse response =
                api.handle(ApiRequest.of("GET", "/v1/apps?org_slug=demo", Map.of("Authorization", header), ""));
        assertThat(response.status()).isEqualTo(status);
        if (status == 401) {
            assertThat(response.body()).isEqualTo("{\"error\":\"Authenticate: token validation error\"}");
        }
        assertThat(response.headers()).containsKey("fly-request-id");
    }

    @Test
    void appsAreListedByOrganization() {
        JsonNode apps = json(get("/v1/apps?org_slug=demo"));
        assertThat(apps.path("total_apps").asInt()).isEqualTo(9);
        assertThat(apps.findValuesAsText("app_role")).containsExactly("postgres_cluster");
        assertThat(get("/v1/apps").status()).isEqualTo(400);
        assertThat(get("/v1/apps?org_slug=other").status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "GET {0}: {1}")
    @CsvSource({
        "/v1/apps/storefront, 200",
        "/v1/apps/nothing-here, 404",
        "/v1/apps/someone-elses-app/machines, 403",
        "/v1/apps/storefront/machines/00000000000000, 404",
        "/v1/platform/regions, 200",
        "/v1/tokens/current, 200",
        "/v1/orgs/other/machines, 404",
        "/v2/apps, 404",
        "/v1/nothing, 404",
    })
    void whatIsNotThereOrForbiddenIsSaidSo(String target, int status) {
        assertThat(get(target).status()).isEqualTo(status);
    }

    @Test
    void machinesLookLikeFlys() {
        ApiResponse response = get(MACHINES);
        JsonNode machine = json(response).path(1);
        assertThat(response.headers())
                .containsEntry("Set-Cookie", "fly_flaps_affinity=simulated; Path=/v1/apps/storefront");
        assertThat(machine.path("id").asText()).matches("[0-9a-f]{14}");
        assertThat(machine.path("instance_id").asText()).hasSize(26);
        assertThat(machine.at("/config/services/0/autostop").isBoolean()).isTrue();
        assertThat(machine.at("/config/metadata/fly_platform_version").asText()).isEqualTo("v2");
        assertThat(machine.at("/config/env/PRIMARY_REGION").asText()).isEqualTo("iad");
        assertThat(machine.at("/checks/0/status").asText()).isEqualTo("passing");
        assertThat(machine.at("/events/0/type").asText()).isEqualTo("start");
        JsonNode preview = json(get("/v1/apps/preview/machines"));
        assertThat(preview.at("/0/config/services/0/autostop").asText()).isEqualTo("suspend");
        JsonNode cron = json(get("/v1/apps/cron/machines"));
        assertThat(cron.at("/1/config/standbys/0").asText())
                .isEqualTo(cron.at("/0/id").asText());
        JsonNode volumes = json(get("/v1/apps/uploads/volumes"));
        assertThat(volumes.at("/0/attached_machine_id").asText())
                .isEqualTo(json(get("/v1/apps/uploads/machines")).at("/0/id").asText());
    }

    @Test
    void aMachineOnABadHostHidesItsConfig() {
        world.setHostStatus(twin(), HostStatus.UNREACHABLE);
        JsonNode machine = json(get(path(twin(), "")));
        assertThat(machine.path("config").isNull()).isTrue();
        assertThat(machine.path("incomplete_config").isObject()).isTrue();
        assertThat(machine.path("host_status").asText()).isEqualTo("unreachable");
    }

    @ParameterizedTest(name = "{0}: {1} machines")
    @CsvSource({
        "'', 2",
        "?state=started, 1",
        "?state=stopped, 1",
        "'?state=started,stopped', 2",
        "?region=fra, 0",
        "?metadata.fly_process_group=cron, 2",
        "?metadata.fly_process_group=app, 0",
        "?summary=true, 2",
    })
    void listsAreFiltered(String query, int count) {
        JsonNode list = json(get("/v1/apps/cron/machines" + query));
        assertThat(list).hasSize(count);
        if (query.contains("summary")) {
            assertThat(list.path(0).has("config")).isFalse();
        }
    }

    @Test
    void destroyedMachinesAreListedOnDemand() {
        assertThat(call("DELETE", path(twin(), "?force=true"), "").status()).isEqualTo(200);
        TestWorlds.pass(world, Duration.ofMinutes(1));
        assertThat(json(get(MACHINES))).hasSize(1);
        assertThat(call("POST", path(twin(), ""), "{\"config\":{\"image\":\"a:b\"}}")
                        .status())
                .isEqualTo(412);
        assertThat(call("POST", path(twin(), "/start"), "").status()).isEqualTo(412);
        assertThat(json(get(MACHINES + "?include_deleted=true"))).hasSize(2);
    }

    @Test
    void theOrganizationsListIsPaged() {
        JsonNode first = json(get("/v1/orgs/demo/machines?limit=15"));
        String cursor = first.path("next_cursor").asText();
        JsonNode rest = json(get("/v1/orgs/demo/machines?limit=15&cursor=" + cursor));
        assertThat(first.path("machines")).hasSize(15);
        assertThat(first.path("machines").size() + rest.path("machines").size()).isEqualTo(21);
        assertThat(rest.path("next_cursor").asText()).isEmpty();
        assertThat(first.at("/machines/0").has("events")).isFalse();
        assertThat(first.at("/machines/0/app_name").asText()).isNotEmpty();
        assertThat(first.path("machines").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(rest.path("machines").findValuesAsText("id"));
    }

    @Test
    void startAnswersThePreviousStateAndWaitFollowsIt() {
        call("POST", path(twin(), "/suspend"), "");
        ApiResponse waited = get(path(twin(), "/wait?state=suspended&timeout=60"));
        assertThat(json(waited).path("state").asText()).isEqualTo("suspended");

        JsonNode started = json(call("POST", path(twin(), "/start"), ""));
        assertThat(started.path("previous_state").asText()).isEqualTo("suspended");
        assertThat(json(get(path(twin(), "/wait"))).path("ok").asBoolean()).isTrue();
        assertThat(twin().state()).isEqualTo(MachineState.STARTED);
    }

    @Test
    void waitRunsOutOrRefusesBadArguments() {
        ApiResponse late = get(path(twin(), "/wait?state=suspended&timeout=5"));
        assertThat(late.status()).isEqualTo(408);
        assertThat(late.body()).contains("failed to reach desired state, suspended, currently started");
        assertThat(world.now()).isEqualTo(TestWorlds.START.plusSeconds(5));
        assertThat(get(path(twin(), "/wait?timeout=61")).status()).isEqualTo(400);
        TestWorlds.pass(world, Duration.ofSeconds(5));
        assertThat(get(path(twin(), "/wait?state=nonsense")).status()).isEqualTo(400);
    }

    @Test
    void theTimeoutOfAStopCapsIt() {
        call("POST", path(twin(), "/stop"), "{\"signal\":\"SIGTERM\",\"timeout\":\"300ms\"}");
        TestWorlds.pass(world, Duration.ofMillis(300));
        assertThat(twin().state()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void refusalsAreFailedPreconditions() {
        ApiResponse response = call("POST", path(TestWorlds.machine(world, "reports", 0), "/suspend"), "");
        assertThat(response.status()).isEqualTo(412);
        assertThat(response.body())
                .contains("failed_precondition: machine is not eligible for suspend: memory 4096 MB");
    }

    @Test
    void aLeaseGuardsWritesUntilItExpires() {
        ApiResponse lease = call("POST", path(twin(), "/lease"), "{\"ttl\":10,\"description\":\"deploy\"}");
        String nonce = json(lease).at("/data/nonce").asText();
        assertThat(lease.status()).isEqualTo(201);

        ApiResponse refused = call("POST", path(twin(), "/stop"), "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(json(refused).path("message").asText())
                .startsWith("machine ID " + twin().id() + " lease currently held by ");
        assertThat(call("POST", path(twin(), "/lease"), "{\"ttl\":10}").status())
                .isEqualTo(409);
        assertThat(json(get(path(twin(), "/lease"))).at("/data").has("nonce")).isFalse();
        assertThat(json(get(path(twin(), "?include_leases=true")))
                        .at("/lease/description")
                        .asText())
                .isEqualTo("deploy");
        assertThat(call("POST", path(twin(), "/metadata/k"), "{\"value\":\"v\"}")
                        .status())
                .isEqualTo(204);

        assertThat(call("POST", path(twin(), "/cordon"), "", "fly-machine-lease-nonce", nonce)
                        .status())
                .isEqualTo(200);
        TestWorlds.pass(world, Duration.ofSeconds(8));
        assertThat(call("POST", path(twin(), "/lease?ttl=10"), "", "fly-machine-lease-nonce", nonce)
                        .status())
                .isEqualTo(201);
        TestWorlds.pass(world, Duration.ofSeconds(8));
        assertThat(call("POST", path(twin(), "/uncordon"), "").status()).isEqualTo(409);
        TestWorlds.pass(world, Duration.ofSeconds(2));
        assertThat(call("POST", path(twin(), "/uncordon"), "").status()).isEqualTo(200);
        assertThat(get(path(twin(), "/lease")).status()).isEqualTo(404);
    }

    @Test
    void onlyTheHolderReleasesALease() {
        String nonce = json(call("POST", path(twin(), "/lease"), "{\"ttl\":60}"))
                .at("/data/nonce")
                .asText();
        assertThat(call("DELETE", path(twin(), "/lease"), "", "fly-machine-lease-nonce", "wrong")
                        .status())
                .isEqualTo(400);
        assertThat(call("DELETE", path(twin(), "/lease"), "", "fly-machine-lease-nonce", nonce)
                        .status())
                .isEqualTo(200);
        assertThat(call("DELETE", path(twin(), "/lease"), "", "fly-machine-lease-nonce", nonce)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void oneCallPerSecondAndThreeAtOnceOfEachActionAndMachine() {
        for (int i = 0; i < 3; i++) {
            assertThat(call("POST", path(twin(), "/cordon"), "").status()).isEqualTo(200);
        }
        ApiResponse refused = call("POST", path(twin(), "/cordon"), "");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("{\"error\":\"rate limit exceeded\"}");
        assertThat(call("POST", path(twin(), "/uncordon"), "").status()).isEqualTo(200);
        TestWorlds.pass(world, Duration.ofSeconds(1));
        assertThat(call("POST", path(twin(), "/cordon"), "").status()).isEqualTo(200);
        assertThat(call("POST", path(twin(), "/cordon"), "").status()).isEqualTo(429);
        for (int i = 0; i < 10; i++) {
            assertThat(get(path(twin(), "")).status()).isEqualTo(200);
        }
        assertThat(get(path(twin(), "")).status()).isEqualTo(429);
    }

    @Test
    void metadataChangesWithoutANewVersion() {
        String version = twin().current().version();
        assertThat(call("POST", path(twin(), "/metadata/hangar"), "{\"value\":\"x\"}")
                        .status())
                .isEqualTo(204);
        assertThat(json(get(path(twin(), "/metadata/hangar"))).path("value").asText())
                .isEqualTo("x");
        assertThat(json(get(path(twin(), ""))).at("/config/metadata/hangar").asText())
                .isEqualTo("x");
        String patch = "{\"metadata\":{\"hangar\":null,\"other\":\"y\"}}";
        assertThat(call("PATCH", path(twin(), "/metadata"), patch).status()).isEqualTo(204);
        assertThat(json(get(path(twin(), "/metadata"))).has("hangar")).isFalse();
        String stale = "{\"metadata\":{\"a\":\"b\"},\"machine_version\":\"01OLD\"}";
        assertThat(call("PATCH", path(twin(), "/metadata"), stale).status()).isEqualTo(412);
        assertThat(call("DELETE", path(twin(), "/metadata/other"), "").status()).isEqualTo(204);
        assertThat(get(path(twin(), "/metadata/other")).status()).isEqualTo(404);
        assertThat(twin().current().version()).isEqualTo(version);
    }

    @Test
    void aMachineIsMadeFromAnothersConfig() {
        JsonNode config = json(get(path(twin(), ""))).path("config");
        JsonNode made =
                json(call("POST", MACHINES, "{\"region\":\"lhr,eu\",\"skip_launch\":true,\"config\":" + config + "}"));
        assertThat(made.path("state").asText()).isEqualTo("created");
        assertThat(made.path("region").asText()).isEqualTo("lhr");
        assertThat(made.path("config")).isEqualTo(config);
        String path = MACHINES + "/" + made.path("id").asText();
        assertThat(call("POST", path + "/start", "").body()).contains("from current state: 'created'");
        TestWorlds.pass(world, Duration.ofSeconds(5));
        assertThat(json(get(path)).path("state").asText()).isEqualTo("stopped");
        assertThat(call("POST", MACHINES, "{\"config\":{}}").status()).isEqualTo(400);
    }

    @Test
    void anUpdateWithAStaleVersionIsRefused() {
        JsonNode config = json(get(path(twin(), ""))).path("config");
        String stale = "{\"current_version\":\"01OLD\",\"config\":" + config + "}";
        assertThat(call("POST", path(twin(), ""), stale).status()).isEqualTo(409);
        JsonNode updated = json(call("POST", path(twin(), ""), "{\"config\":" + config + "}"));
        assertThat(updated.path("state").asText()).isEqualTo("updating");
        assertThat(json(get(path(twin(), "/versions")))).hasSize(2);
        assertThat(json(get(path(twin(), "/wait?state=started"))).path("ok").asBoolean())
                .isTrue();
    }

    @Test
    void eventsAreGivenNewestFirstAndLimited() {
        call("POST", path(twin(), "/stop"), "{\"signal\":\"SIGTERM\",\"timeout\":\"10s\"}");
        TestWorlds.pass(world, Duration.ofMinutes(1));
        JsonNode events = json(get(path(twin(), "/events?limit=2")));
        assertThat(events).hasSize(2);
        assertThat(events.at("/1/request/exit_event/requested_stop").asBoolean())
                .isTrue();
        assertThat(get(path(twin(), "/events?limit=51")).status()).isEqualTo(400);
        assertThat(call("POST", path(twin(), "/stop"), "[]").status()).isEqualTo(400);
    }
}
