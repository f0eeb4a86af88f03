package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.HostStatus;
import dev.hangar.simulator.world.SimulatedMachine;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Every endpoint, in success and in error, against the official OpenAPI document of the Machines API.
///
/// The document is kept beside the repository, not in it; `-Dhangar.shared=DIRECTORY` says where. Without it the test
/// is skipped with a sentence, or fails where `OFFICIAL_SPEC_REQUIRED` is `true`.
class SpecTest {
    /// What of the document is not served: no autoscaler, and none of the commands we serve, uses it. The server errors
    /// cannot be had on purpose.
    private static final String NOT_SERVED = "POST /apps [0-9]+|DELETE /apps/\\{app_name} .*|.*/certificates.*"
            + "|.*/deploy_token .*|.*/ip_assignments/.*|POST .*/ip_assignments .*|.*/secretkeys.*"
            + "|POST .*/secrets .*|.*/secrets/.*|POST .*/snapshots .*"
            + "|(DELETE|PUT) /apps/\\{app_name}/volumes/\\{volume_id} .*|POST /tokens/(authenticate|kms|oidc) .*"
            + "|.* /tokens/.* 500";
    private static final int LEAST_VALIDATED = 80;

    private final SpecCheck check = SpecCheck.official();
    private final ApiWorld at = new ApiWorld(check);

    @Test
    void everyAnswerIsAsTheOfficialDocumentSays() {
        if (check.spec().isEmpty()) {
            String absent = "the official OpenAPI document is not at " + OpenApi.officialPath()
                    + ": no answer was held against it";
            assertThat(System.getenv("OFFICIAL_SPEC_REQUIRED")).as(absent).isNotEqualTo("true");
            System.out.println("skipped: " + absent);
            Assumptions.abort(absent);
        }
        apps();
        lists();
        hostTrouble();
        creation();
        machine();
        moves();
        leases();
        metadata();
        processesAndMemory();
        volumes();
        platformAndTokens();

        int validated =
                check.seen().values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("validated against the official document: " + validated + " answers of "
                + check.seen().size() + " path and status pairs");
        check.seen().forEach((pair, count) -> System.out.println("  " + pair + ": " + count));
        assertThat(missing()).as("served, but never seen").isEmpty();
        assertThat(validated).isGreaterThanOrEqualTo(LEAST_VALIDATED);
    }

    private SortedSet<OpenApi.Pair> missing() {
        SortedSet<OpenApi.Pair> missing =
                new TreeSet<>(check.spec().orElseThrow().pairs());
        missing.removeAll(check.seen().keySet());
        missing.removeIf(pair -> pair.toString().matches(NOT_SERVED));
        return missing;
    }

    private void expect(int status, String method, String target, String body, String... headers) {
        at.pause();
        assertThat(at.call(method, target, body, headers))
                .as("%s %s %s", method, target, body)
                .returns(status, ApiResponse::status);
    }

    private void expectGet(int status, String target, String... headers) {
        expect(status, "GET", target, "", headers);
    }

    private void apps() {
        expectGet(200, "/v1/apps?org_slug=demo");
        expectGet(200, "/v1/apps?org_slug=personal&app_role=postgres_cluster");
        expectGet(400, "/v1/apps");
        for (String app : new String[] {"storefront", "mailer", "shop-db"}) {
            expectGet(200, "/v1/apps/" + app);
        }
        expectGet(404, "/v1/apps/nothing-here");
        expectGet(403, "/v1/apps/someone-elses-app");
        expectGet(401, "/v1/apps/storefront", "Authorization", "Bearer nonsense");
        expectGet(200, "/v1/apps/storefront/ip_assignments");
        expectGet(200, "/v1/apps/storefront/secrets");
    }

    private void lists() {
        at.world.apps().forEach(app -> expectGet(200, "/v1/apps/" + app.name() + "/machines"));
        expectGet(200, "/v1/apps/cron/machines?summary=true");
        expectGet(200, "/v1/apps/cron/machines?state=started,stopped&region=iad&include_deleted=true");
        expectGet(200, "/v1/apps/cron/machines?metadata.fly_process_group=cron");
        expectGet(200, "/v1/orgs/demo/machines");
        expectGet(200, "/v1/orgs/demo/machines?summary=true&limit=2&state=started&region=iad&include_deleted=true");
        expectGet(200, "/v1/orgs/demo/machines?updated_after=2026-01-01T00:00:00Z");
        expectGet(200, "/v1/orgs/demo/machines?region=syd");
        expectGet(400, "/v1/orgs/demo/machines?limit=1001");
        expectGet(400, "/v1/orgs/demo/machines?updated_after=yesterday");
        expectGet(404, "/v1/orgs/other/machines");
    }

    private void hostTrouble() {
        SimulatedMachine machine = at.machine("reports", 1);
        at.world.setHostStatus(machine, HostStatus.UNREACHABLE);
        expectGet(200, ApiWorld.path(machine, ""));
        expectGet(200, "/v1/apps/reports/machines");
    }

    private void creation() {
        String machines = "/v1/apps/storefront/machines";
        String config = "{\"image\":\"registry.fly.io/storefront:two\",\"auto_destroy\":true}";
        expect(200, "POST", machines, "{\"config\":" + config + ",\"name\":\"mine\",\"lease_ttl\":5}");
        expect(409, "POST", machines, "{\"config\":" + config + ",\"name\":\"mine\"}");
        expect(200, "POST", machines, "{\"config\":" + config + ",\"region\":\"lhr,eu\",\"skip_launch\":true}");
        expect(422, "POST", machines, "{\"config\":" + config + ",\"region\":\"mars\"}");
        expect(400, "POST", machines, "{\"config\":{}}");
        expect(404, "POST", machines, "{\"config\":{\"image\":\"a\",\"mounts\":[{\"volume\":\"vol_no\"}]}}");
    }

    private void machine() {
        SimulatedMachine machine = at.machine("storefront", 1);
        String config =
                ApiWorld.json(at.get(ApiWorld.path(machine, ""))).path("config").toString();
        expectGet(200, ApiWorld.path(machine, "?include_leases=true"));
        expect(200, "POST", ApiWorld.path(machine, ""), "{\"config\":" + config + "}");
        expect(409, "POST", ApiWorld.path(machine, ""), "{\"config\":" + config + ",\"current_version\":\"01OLD\"}");
        expect(400, "POST", ApiWorld.path(machine, ""), "{}");
        expectGet(200, ApiWorld.path(machine, "/versions"));
        expectGet(200, ApiWorld.path(machine, "/events"));
        expectGet(200, ApiWorld.path(machine, "/events?limit=50"));
        expectGet(400, ApiWorld.path(machine, "/events?limit=51"));
        expectGet(404, "/v1/apps/storefront/machines/00000000000000");
        expectGet(404, ApiWorld.path(machine, "/nonsense"));
    }

    private void moves() {
        SimulatedMachine machine = at.machine("burst-api", 0);
        String path = ApiWorld.path(machine, "");
        expect(200, "POST", path + "/cordon", "");
        expect(200, "POST", path + "/suspend", "");
        expectGet(200, path + "/wait?state=suspended");
        expect(200, "POST", path + "/start", "");
        expectGet(200, path + "/wait?state=settled&timeout=60");
        expectGet(408, path + "/wait?state=destroyed&timeout=1");
        expectGet(400, path + "/wait?state=asleep");
        expect(200, "POST", path + "/restart?timeout=5s&signal=SIGTERM", "");
        expect(400, "POST", path + "/restart?signal=SIGNAL", "");
        expect(200, "POST", path + "/signal", "{\"signal\":\"SIGUSR1\"}");
        expect(400, "POST", path + "/signal", "{\"signal\":\"SIGNAL\"}");
        expect(200, "POST", path + "/stop", "{\"signal\":\"SIGINT\",\"timeout\":\"2s\"}");
        expect(400, "POST", path + "/stop", "[]");
        expect(412, "POST", path + "/suspend", "");
        expect(200, "POST", path + "/uncordon", "");
        expect(200, "DELETE", path, "");
        expect(412, "POST", path + "/start", "");
        at.call("POST", path + "/cordon", "");
        at.call("POST", path + "/cordon", "");
        at.call("POST", path + "/cordon", "");
        assertThat(at.post(path + "/cordon", "").status()).isEqualTo(429);
    }

    private void leases() {
        String lease = ApiWorld.path(at.machine("storefront", 0), "/lease");
        expectGet(404, lease);
        at.pause();
        JsonNode taken = ApiWorld.json(at.post(lease, "{\"ttl\":60,\"description\":\"test\"}"));
        String nonce = taken.at("/data/nonce").asText();
        assertThat(at.get("/v1/apps/storefront/machines?include_leases=true").status())
                .isEqualTo(200);
        assertThat(at.get(lease).status()).isEqualTo(200);
        assertThat(at.post(lease + "?ttl=90", "", "fly-machine-lease-nonce", nonce)
                        .status())
                .isEqualTo(201);
        expect(409, "POST", lease, "{\"ttl\":60}");
        expect(400, "DELETE", lease, "", "fly-machine-lease-nonce", "wrong");
        assertThat(at.call("DELETE", lease, "", "fly-machine-lease-nonce", nonce)
                        .status())
                .isEqualTo(200);
        expect(400, "POST", lease, "{\"ttl\":\"long\"}");
    }

    private void metadata() {
        String metadata = ApiWorld.path(at.machine("storefront", 0), "/metadata");
        expect(204, "POST", metadata + "/color", "{\"value\":\"blue\"}");
        expect(400, "POST", metadata + "/color", "{}");
        expectGet(200, metadata + "/color");
        expectGet(404, metadata + "/size");
        expectGet(200, metadata);
        for (String method : new String[] {"PATCH", "PUT"}) {
            expect(204, method, metadata, "{\"metadata\":{\"a\":\"b\",\"color\":null}}");
            expect(400, method, metadata, "{\"metadata\":7}");
            expect(412, method, metadata, "{\"metadata\":{\"a\":\"b\"},\"machine_version\":\"01OLD\"}");
        }
        expect(204, "DELETE", metadata + "/a", "");
    }

    private void processesAndMemory() {
        String path = ApiWorld.path(at.machine("mailer", 0), "");
        expectGet(200, path + "/ps?sort_by=rss&order=desc");
        expectGet(400, path + "/ps?order=up");
        expect(200, "POST", path + "/exec", "{\"command\":[\"echo\",\"well\"]}");
        expect(200, "POST", path + "/exec", "{\"cmd\":\"false\",\"timeout\":5}");
        expect(400, "POST", path + "/exec", "{}");
        expectGet(200, path + "/memory");
        expect(200, "PUT", path + "/memory", "{\"limit_mb\":128}");
        expect(200, "POST", path + "/memory/reclaim", "{\"amount_mb\":32}");
        expect(400, "PUT", path + "/memory", "{\"limit_mb\":0}");
        expect(400, "POST", path + "/memory/reclaim", "{}");
        String off = ApiWorld.path(at.machine("cron", 1), "");
        expectGet(412, off + "/ps");
        expect(412, "POST", off + "/exec", "{\"cmd\":\"true\"}");
        expectGet(412, off + "/memory");
    }

    private void volumes() {
        String volumes = "/v1/apps/uploads/volumes";
        expectGet(200, volumes);
        expectGet(200, volumes + "?summary=true");
        at.pause();
        String id = ApiWorld.json(at.post(volumes, "{\"name\":\"more\",\"size_gb\":3,\"region\":\"fra\"}"))
                .path("id")
                .asText();
        expectGet(200, volumes + "/" + id);
        expectGet(200, volumes + "/" + id + "/snapshots");
        expectGet(404, volumes + "/vol_no/snapshots");
        at.pause();
        expectGet(
                200, volumes + "/" + ApiWorld.json(at.get(volumes)).at("/0/id").asText() + "/snapshots");
        expect(200, "PUT", volumes + "/" + id + "/extend", "{\"size_gb\":4}");
        expect(400, "PUT", volumes + "/" + id + "/extend", "{\"size_gb\":4}");
        expect(400, "POST", volumes, "{\"size_gb\":3}");
        expectGet(404, volumes + "/vol_no");
        expectGet(200, "/v1/orgs/demo/volumes");
        expectGet(200, "/v1/orgs/demo/volumes?limit=1&summary=true");
        expectGet(400, "/v1/orgs/demo/volumes?limit=0");
    }

    private void platformAndTokens() {
        expectGet(200, "/v1/platform/regions");
        expect(200, "POST", "/v1/platform/placements", "{\"org_slug\":\"demo\",\"region\":\"lhr,eu\",\"count\":60}");
        expect(400, "POST", "/v1/platform/placements", "{\"count\":1}");
        expect(403, "POST", "/v1/platform/placements", "{\"org_slug\":\"other\"}");
        expectGet(200, "/v1/tokens/current");
        expectGet(401, "/v1/tokens/current", "Authorization", "FlyV1 fm2_no");
        String header = "{\"header\":\"FlyV1 fm2_test-readonly\",\"access\":";
        expect(200, "POST", "/v1/tokens/authorize", header + "{\"action\":\"r\",\"org_slug\":\"demo\"}}");
        expect(403, "POST", "/v1/tokens/authorize", header + "{\"action\":\"rw\",\"app_name\":\"storefront\"}}");
        expect(400, "POST", "/v1/tokens/authorize", header + "{\"action\":\"x\"}}");
    }
}
