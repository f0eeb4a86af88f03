package dev.hangar.fly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.control.LeaseNonce;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Nothing;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class FlyMachineOperatorTest {
    private static final MachineRef MACHINE = FakeTransport.MACHINE;
    private static final Optional<LeaseNonce> NONCE = Optional.of(new LeaseNonce("n1"));
    private static final Region FRA = new Region("fra");

    @Test
    void everyWriteIsOneRequestInFlysSpelling() {
        FakeTransport transport = new FakeTransport();
        FlyMachineOperator operator = transport.operator();

        operator.start(MACHINE, NONCE);
        operator.stop(MACHINE, NONCE);
        operator.suspend(MACHINE, NONCE);
        operator.cordon(MACHINE, NONCE);
        operator.uncordon(MACHINE, NONCE);
        operator.destroy(MACHINE, NONCE);
        operator.releaseLease(MACHINE, NONCE.orElseThrow());

        String machine = " /v1/apps/shop/machines/148ed599c14189";
        assertThat(transport.requests)
                .extracting(Transport.Request::toString)
                .containsExactly(
                        "POST" + machine + "/start",
                        "POST" + machine + "/stop",
                        "POST" + machine + "/suspend",
                        "POST" + machine + "/cordon",
                        "POST" + machine + "/uncordon",
                        "DELETE" + machine,
                        "DELETE" + machine + "/lease");
        assertThat(transport.requests)
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("fly-machine-lease-nonce", "n1"));
        assertThat(transport.requests)
                .extracting(Transport.Request::body)
                .containsOnly(Optional.empty(), Optional.of("{}"));
        assertThat(transport.requests.get(1).body()).contains("{}");
    }

    @Test
    void withoutALeaseNoNonceIsSent() {
        FakeTransport transport = new FakeTransport();

        transport.operator().start(MACHINE, Optional.empty());

        assertThat(transport.onlyRequest().headers()).doesNotContainKey("fly-machine-lease-nonce");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        201 | {"status":"success","data":{"nonce":"n1","expires_at":1,"owner":"me","description":"d"}}
        200 | {"nonce":"n1","expires_at":1,"owner":"me","description":"d","version":"01K9"}
        """)
    void aLeaseIsTakenForWholeSecondsWithItsReason(int status, String body) throws JsonProcessingException {
        FakeTransport transport = new FakeTransport().answers(status, body);

        Answer<LeaseNonce> lease = transport.operator().acquireLease(MACHINE, Duration.ofMillis(5_900), "say \"why\"");

        assertThat(lease.asOptional()).isEqualTo(NONCE);
        JsonNode sent = sent(transport);
        assertThat(sent.path("ttl").asInt()).isEqualTo(5);
        assertThat(sent.path("description").asText()).isEqualTo("say \"why\"");
        assertThat(transport.onlyRequest().headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void aLeaseWithoutANonceIsNoLease() {
        assertThat(kind(new FakeTransport()
                        .answers(201, "{\"status\":\"success\",\"data\":{\"nonce\":\"\"}}")
                        .operator()
                        .acquireLease(MACHINE, Duration.ofSeconds(5), "d")))
                .isEqualTo(FailureKind.INVALID_ANSWER);
    }

    @Test
    void aLeaseBelowASecondIsABug() {
        FlyMachineOperator operator = new FakeTransport().operator();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> operator.acquireLease(MACHINE, Duration.ofMillis(999), "d"));
    }

    @Test
    void metadataIsWrittenAndRemovedByKey() throws JsonProcessingException {
        FakeTransport transport = new FakeTransport().answers(204, "").answers(404, "{\"error\":\"not found\"}");
        FlyMachineOperator operator = transport.operator();

        assertThat(operator.putMetadata(MACHINE, "hangar tag/1", "a\"b")).isEqualTo(Answer.ok(Nothing.DONE));
        assertThat(operator.removeMetadata(MACHINE, "hangar_tag")).isEqualTo(Answer.ok(Nothing.DONE));

        assertThat(transport.requests.getFirst().target()).endsWith("/metadata/hangar%20tag%2F1");
        assertThat(StubWorld.JSON.readTree(transport.requests.getFirst().body().orElseThrow()))
                .hasToString("{\"value\":\"a\\\"b\"}");
        assertThat(transport.requests.getLast())
                .hasToString("DELETE /v1/apps/shop/machines/148ed599c14189/metadata/hangar_tag");
    }

    @Test
    void aCloneKeepsTheConfigAndDropsWhatTiesItToItsTemplate() throws JsonProcessingException {
        FakeTransport transport = new FakeTransport().answers(200, """
                        {"id": "148ed599c14189", "config": {"image": "shop:1", "a_field_of_next_year": [1],
                          "env": {"A": "b", "FLY_STANDBY_FOR": "x"}, "standbys": ["2866d9f4b45558"], "mounts": [],
                          "metadata": {"fly_process_group": "web", "hangar_hold": "1", "hangar_launch_id": "old"}}}
                        """).answers(200, "{\"id\":\"e784\"}");

        assertThat(transport.operator().create(MACHINE, FRA, false)).isEqualTo(Answer.ok(new MachineId("e784")));

        assertThat(transport.requests.getLast()).hasToString("POST /v1/apps/shop/machines");
        assertThat(sent(transport)).isEqualTo(StubWorld.JSON.readTree("""
                {"region": "fra", "skip_launch": true, "config": {"image": "shop:1", "a_field_of_next_year": [1],
                  "env": {"A": "b"}, "mounts": [],
                  "metadata": {"fly_process_group": "web", "hangar_launch_id": "launch-1",
                    "hangar_created_from": "148ed599c14189"}}}
                """));
    }

    @Test
    void aCloneOfAConfigWithoutMetadataGetsItsLaunchId() throws JsonProcessingException {
        FakeTransport transport = new FakeTransport()
                .answers(200, "{\"id\":\"148ed599c14189\",\"config\":{\"image\":\"i\",\"metadata\":null}}")
                .answers(200, "{\"id\":\"e784\"}");

        transport.operator().create(MACHINE, FRA, true);

        assertThat(sent(transport).at("/config/metadata/hangar_launch_id").asText())
                .isEqualTo("launch-1");
        assertThat(sent(transport).path("skip_launch").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\",\"config\":null,\"incomplete_config\":{\"image\":\"i\"}}",
                "{\"id\":\"1\"}",
                "",
                "{\"id\":\"1\",\"config\":{\"mounts\":[{\"volume\":\"vol_1\"}]}}",
                "{\"id\":\"1\",\"config\":{\"mounts\":\"garbled\"}}"
            })
    void aTemplateThatMustNotBeCopiedIsRefusedHere(String template) {
        FakeTransport transport = new FakeTransport().answers(200, template);

        assertThat(kind(transport.operator().create(MACHINE, FRA, true))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(transport.requests).hasSize(1);
    }

    @Test
    void aTemplateThatIsGoneMakesNoMachine() {
        FakeTransport transport = new FakeTransport().answers(404, "{\"error\":\"machine not found\"}");

        assertThat(kind(transport.operator().create(MACHINE, FRA, true))).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(transport.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "."})
    void aNameThatWouldLeadElsewhereIsNotSent(String name) {
        FakeTransport transport = new FakeTransport();
        MachineRef hostileApp = new MachineRef(new AppName(name), new MachineId("1"));
        MachineRef hostileId = new MachineRef(new AppName("shop"), new MachineId(name));

        assertThat(kind(transport.operator().destroy(hostileApp, NONCE))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(kind(transport.operator().destroy(hostileId, NONCE))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(kind(transport.operator().putMetadata(MACHINE, name, "v"))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(kind(transport.operator().removeMetadata(MACHINE, ""))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(transport.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a/b            | a%2Fb
        a/../../b      | a%2F..%2F..%2Fb
        a?org_slug=b#c | a%3Forg_slug%3Db%23c
        %2e%2e         | %252e%252e
        a b+c          | a%20b%2Bc
        ünïcode        | %C3%BCn%C3%AFcode
        a\\b;c          | a%5Cb%3Bc
        A-z_0.9~       | A-z_0.9~
        """)
    void hostileNamesStayInTheirSegment(String name, String encoded) {
        FakeTransport transport = new FakeTransport();

        transport.operator().start(new MachineRef(new AppName(name), new MachineId(name)), Optional.empty());

        assertThat(transport.onlyRequest().target()).isEqualTo("/v1/apps/%s/machines/%s/start", encoded, encoded);
    }

    @Test
    void lineEndsInANameAreEncodedAndShownHarmless() {
        MachineRef hostile = new MachineRef(new AppName("shop"), new MachineId("1\r\nHost: evil"));
        FakeTransport transport = new FakeTransport();
        FlyMachineOperator operator = transport.operator();

        for (int i = 0; i < 3; i++) {
            operator.start(hostile, Optional.empty());
        }

        assertThat(transport.requests.getFirst().target()).endsWith("/machines/1%0D%0AHost%3A%20evil/start");
        assertThat(operator.start(hostile, Optional.empty()).whyFailed())
                .hasValueSatisfying(failure -> assertThat(failure.detail()).endsWith("start 1  Host: evil"));
    }

    private static JsonNode sent(FakeTransport transport) throws JsonProcessingException {
        return StubWorld.JSON.readTree(transport.requests.getLast().body().orElseThrow());
    }

    private static FailureKind kind(Answer<?> answer) {
        return answer.whyFailed().map(Failure::kind).orElseThrow(() -> new AssertionError(answer.toString()));
    }
}
