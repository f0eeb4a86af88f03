package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.AppName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What each token may do (facts 1.8, 11).
class RightsTest {
    private static final String MAIN = "fm2_test";
    private static final String USER = "fo1_test";
    private static final String READ_ONLY = "fm2_test-readonly";
    private static final String DEPLOY = "fm2_test-deploy-mailer";

    private final ApiWorld at = ApiWorld.checked();

    @Test
    void tokensDeriveFromTheMainOne() {
        Tokens tokens = at.api.tokens();
        assertThat(tokens.main()).isEqualTo(MAIN);
        assertThat(tokens.user()).isEqualTo(USER);
        assertThat(tokens.readOnly()).isEqualTo(READ_ONLY);
        assertThat(tokens.deploy(new AppName("mailer"))).isEqualTo(DEPLOY);
    }

    @ParameterizedTest(name = "{0}: read {1}, write {2}, other app {3}")
    @CsvSource({
        MAIN + ", 200, 200, 200",
        USER + ", 200, 200, 200",
        READ_ONLY + ", 200, 403, 200",
        DEPLOY + ", 200, 200, 403",
        "'" + READ_ONLY + "," + DEPLOY + "', 200, 200, 200",
        "'fm2_unknown," + READ_ONLY + "', 200, 403, 200",
        "fm2_unknown, 401, 401, 401",
        "fm2_test-deploy-, 401, 401, 401",
    })
    void rightsAreChecked(String token, int read, int write, int other) {
        String[] header = {"Authorization", "FlyV1 " + token};
        String path = ApiWorld.path(at.machine("mailer", 0), "");
        assertThat(at.get(path, header).status()).isEqualTo(read);
        assertThat(at.post(path + "/cordon", "", header).status()).isEqualTo(write);
        assertThat(at.get("/v1/apps/storefront/machines", header).status()).isEqualTo(other);
        assertThat(at.machine("mailer", 0).isCordoned()).isEqualTo(write == 200);
    }

    @Test
    void aDeployTokenSeesItsOwnAppOnly() {
        String[] header = {"Authorization", "Bearer " + DEPLOY};
        JsonNode apps = ApiWorld.json(at.get("/v1/apps?org_slug=demo", header));
        assertThat(apps.path("apps").findValuesAsText("id")).containsExactly("mailer");
        JsonNode machines = ApiWorld.json(at.get("/v1/orgs/demo/machines", header));
        assertThat(machines.path("machines").findValuesAsText("app_name")).containsOnly("mailer");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        MAIN + ", simulated, [], ''",
        USER + ", simulated-user, [], usr_simulated",
        READ_ONLY + ", simulated-readonly, [], ''",
        DEPLOY + ", simulated-deploy-mailer, '[\"mailer\"]', ''",
    })
    void tokensSayWhatTheyAre(String token, String id, String apps, String user) {
        JsonNode said = ApiWorld.json(at.get("/v1/tokens/current", "Authorization", "FlyV1 " + token))
                .at("/tokens/0");
        assertThat(said.path("token_id").asText()).isEqualTo(id);
        assertThat(said.path("org_slug").asText()).isEqualTo("demo");
        assertThat(said.path("apps")).hasToString(apps);
        assertThat(said.path("user").asText()).isEqualTo(user);
    }

    @ParameterizedTest(name = "{0} {1} on {2}{3}: {4}")
    @CsvSource({
        READ_ONLY + ", r, storefront, '', 200",
        READ_ONLY + ", w, storefront, '', 403",
        READ_ONLY + ", rw, '', demo, 403",
        READ_ONLY + ", r, '', demo, 200",
        MAIN + ", C, '', demo, 200",
        MAIN + ", r, '', other, 403",
        MAIN + ", r, nothing-here, '', 403",
        DEPLOY + ", rwcdC, mailer, demo, 200",
        DEPLOY + ", r, storefront, '', 403",
        DEPLOY + ", r, '', demo, 403",
        "fm2_unknown, r, mailer, '', 401",
        MAIN + ", x, mailer, '', 400",
    })
    void authorizationIsTruthful(String token, String action, String app, String org, int status) {
        String access = "{\"action\":\"" + action + "\",\"app_name\":\"" + app + "\",\"org_slug\":\"" + org + "\"}";
        ApiResponse answer =
                at.post("/v1/tokens/authorize", "{\"header\":\"FlyV1 " + token + "\",\"access\":" + access + "}");
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void leasesNameDifferentHolders() {
        String lease = ApiWorld.path(at.machine("mailer", 0), "/lease");
        assertThat(at.post(lease, "{\"ttl\":60}", "Authorization", "Bearer " + DEPLOY)
                        .status())
                .isEqualTo(201);
        String deployer = ApiWorld.json(at.get(lease)).at("/data/owner").asText();
        at.pause();
        at.pause();
        assertThat(at.post(lease, "{\"ttl\":60}", "Authorization", "Bearer " + USER)
                        .status())
                .isEqualTo(201);
        assertThat(ApiWorld.json(at.get(lease)).at("/data/owner").asText()).isEqualTo("pilot@example.com");
        assertThat(deployer).endsWith("@tokens.fly.io");
    }

    @Test
    void onlyReleasesMayBeWrittenThatTheTokenCovers() {
        String body = "{\"app_name\":\"mailer\",\"image\":\"a:b\",\"strategy\":\"ROLLING\"}";
        assertThat(at.post("/api/v1/releases", body, "Authorization", "Bearer " + READ_ONLY)
                        .status())
                .isEqualTo(403);
        assertThat(at.post("/api/v1/releases", body.replace("mailer", "hobby"), "Authorization", "Bearer " + DEPLOY)
                        .status())
                .isEqualTo(404);
        assertThat(at.post("/api/v1/releases", body, "Authorization", "Bearer " + DEPLOY)
                        .status())
                .isEqualTo(201);
    }
}
