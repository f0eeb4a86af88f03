package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// GraphQL as Fly's clients write it (facts 13).
class GraphQlTest {
    private final ApiWorld at = ApiWorld.checked();

    private JsonNode ask(String query, String variables, String... headers) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", query);
        try {
            body.set("variables", new ObjectMapper().readTree(variables));
        } catch (IOException notJson) {
            throw new AssertionError(variables, notJson);
        }
        ApiResponse answer = at.post("/graphql", body.toString(), headers);
        assertThat(answer.status()).isEqualTo(200);
        return ApiWorld.json(answer);
    }

    @Test
    void theCurrentReleaseIsThere() {
        JsonNode answer = ask("""
                query ($appName: String!) {
                    app(name: $appName) {
                        currentRelease: currentReleaseUnprocessed { id version status imageRef stable createdAt
                            user { email } }
                        older: releasesUnprocessed(first: 1) { nodes { version } }
                    }
                }
                """, "{\"appName\":\"burst-api\"}");
        JsonNode release = answer.at("/data/app/currentRelease");
        assertThat(answer.has("errors")).isFalse();
        assertThat(release.path("version").asInt()).isEqualTo(14);
        assertThat(release.path("status").asText()).isEqualTo("complete");
        assertThat(release.at("/user/email").asText()).isEqualTo("pilot@example.com");
        assertThat(answer.at("/data/app/older/nodes")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "nothing-here, fm2_test",
        "someone-elses-app, fm2_test",
        "storefront, fm2_test-deploy-mailer",
    })
    void anUnknownAppIsAnErrorWith200(String app, String token) {
        JsonNode answer = ask("{ app(name: \"" + app + "\") { id } }", "null", "Authorization", "Bearer " + token);
        assertThat(answer.at("/errors/0/message").asText()).isEqualTo("Could not find App");
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/data/app").isNull()).isTrue();
    }

    @Test
    void appsOfAnOrganizationAreListed() {
        JsonNode answer = ask("""
                query($org: ID, $role: String, $after: String) {
                    apps(type: "container", first: 3, after: $after, organizationId: $org, role: $role) {
                        pageInfo { hasNextPage endCursor }
                        nodes { name organization { slug } currentRelease { status } }
                    }
                }
                """, "{\"org\":\"demo\",\"after\":\"\"}");
        assertThat(answer.at("/data/apps/nodes")).hasSize(3);
        assertThat(answer.at("/data/apps/nodes/0"))
                .hasToString("{\"name\":\"burst-api\",\"organization\":"
                        + "{\"slug\":\"demo\"},\"currentRelease\":{\"status\":\"complete\"}}");
        assertThat(answer.at("/data/apps/pageInfo/hasNextPage").asBoolean()).isTrue();
        String after = answer.at("/data/apps/pageInfo/endCursor").asText();
        JsonNode rest = ask(
                "query($after: String) { apps(first: 20, after: $after) { pageInfo { hasNextPage } nodes { name } } }",
                "{\"after\":\"" + after + "\"}");
        assertThat(rest.at("/data/apps/nodes")).hasSize(6);
        assertThat(rest.at("/data/apps/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void fragmentsAndConditionsAreFollowed() {
        JsonNode answer = ask("""
                # as generated clients write it
                query Who($yes: Boolean = true) {
                    viewer { __typename ... on User { email } ...Rest @skip(if: $yes) }
                    organization(slug: "personal") { ...Basics id @include(if: false) }
                }
                fragment Basics on Organization { slug billingStatus paidPlan }
                fragment Rest on Macaroon { id }
                """, "{\"yes\":true}", "Authorization", "Bearer fo1_test");
        assertThat(answer)
                .hasToString("{\"data\":{\"viewer\":{\"__typename\":\"User\",\"email\":\"pilot@example.com\"},"
                        + "\"organization\":{\"slug\":\"demo\",\"billingStatus\":\"CURRENT\",\"paidPlan\":true}}}");
    }

    @Test
    void thePlatformKnowsRegionsAndSizes() {
        JsonNode answer = ask("{ platform { requestRegion regions { code } vmSizes { name priceMonth } } }", "null");
        assertThat(answer.at("/data/platform/regions")).hasSize(18);
        // 8.465e-7 $/s for 30 days, the price since October (facts 10)
        assertThat(answer.at("/data/platform/vmSizes/0/name").asText()).isEqualTo("shared-cpu-1x");
        assertThat(answer.at("/data/platform/vmSizes/0/priceMonth").asDouble()).isBetween(2.1941, 2.1942);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{ app(name: \"hobby\") { color } }, Field 'color' doesn't exist on type 'App'",
                "{ colors }, Field 'colors' doesn't exist on type 'Queries'",
                "mutation { destroyAll { id } }, Field 'destroyAll' doesn't exist on type 'Mutations'",
                "{ app(name: \"hobby\") { ...No } }, `Fragment No was used, but not defined`",
                "{ app(name: , Parse error: unexpected end",
                "{ app(name: ^) }, Parse error: unexpected character at 12",
                "query { viewer { email }, Parse error: unexpected end",
            })
    void whatIsNotUnderstoodIsSaid(String query, String message) {
        assertThat(ask(query, "null").at("/errors/0/message").asText()).isEqualTo(message);
    }

    @Test
    void aDeployOfAnOlderClientIsARelease() {
        JsonNode made = ask(
                "mutation($input: CreateReleaseInput!) { createRelease(input: $input) { release { id version } } }",
                "{\"input\":{\"appId\":\"hobby\",\"strategy\":\"ROLLING\",\"image\":\"a:b\"}}");
        String id = made.at("/data/createRelease/release/id").asText();
        assertThat(made.at("/data/createRelease/release/version").asInt()).isEqualTo(2);
        assertThat(status()).isEqualTo("running");
        ask(
                "mutation($input: UpdateReleaseInput!) { updateRelease(input: $input) { release { id } } }",
                "{\"input\":{\"releaseId\":\"" + id + "\",\"status\":\"complete\"}}");
        assertThat(status()).isEqualTo("complete");
    }

    /// flyctl opens a tunnel before some commands that send nothing through it, such as `fly apps restart`.
    @Test
    void aTunnelCanBeAskedForThatLeadsNowhere() {
        JsonNode valid = ask(
                "mutation($input: ValidateWireGuardPeersInput!) "
                        + "{ validateWireGuardPeers(input: $input) { invalidPeerIps validPeerIps } }",
                "{\"input\":{\"peerIps\":[\"fdaa::3\"]}}");
        assertThat(valid.at("/data/validateWireGuardPeers"))
                .hasToString("{\"invalidPeerIps\":[],\"validPeerIps\":[\"fdaa::3\"]}");
        JsonNode peer = peer("demo", "fm2_test").at("/data/addWireGuardPeer");
        assertThat(peer.path("endpointip").asText()).isEqualTo("127.0.0.1");
        assertThat(Base64.getDecoder().decode(peer.path("pubkey").asText())).hasSize(32);
        assertThat(peer.path("peerip").asText()).startsWith("fdaa:");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "nobody, fm2_test,          Could not find Organization",
        "demo,   fm2_test-readonly, You are not authorized to perform this action",
    })
    void aTunnelNeedsAnOrganizationAndARight(String org, String token, String message) {
        assertThat(peer(org, token).at("/errors/0/message").asText()).isEqualTo(message);
    }

    private JsonNode peer(String org, String token) {
        return ask(
                "mutation($input: AddWireGuardPeerInput!) "
                        + "{ addWireGuardPeer(input: $input) { peerip endpointip pubkey } }",
                "{\"input\":{\"organizationId\":\"" + org + "\",\"pubkey\":\"x\",\"name\":\"any\"}}",
                "Authorization",
                "Bearer " + token);
    }

    private String status() {
        return ask("{ app(name: \"hobby\") { currentReleaseUnprocessed { status } } }", "null")
                .at("/data/app/currentReleaseUnprocessed/status")
                .asText();
    }

    @Test
    void aBodyWithoutAQueryIsBad() {
        assertThat(at.post("/graphql", "{}").status()).isEqualTo(400);
        assertThat(at.get("/graphql").status()).isEqualTo(404);
        assertThat(at.post("/graphql", "{}", "Authorization", "").status()).isEqualTo(401);
    }
}
