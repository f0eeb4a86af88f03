package dev.hangar.fly;

import dev.hangar.control.LeaseNonce;
import dev.hangar.model.Answer;
import dev.hangar.model.MachineRef;
import dev.hangar.model.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Plants a token and a nonce and looks for them in everything that is printed.
final class RedactionTest {
    private static final LeaseNonce NONCE = new LeaseNonce("nonce-planted");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"bad header FlyV1 fm2_lJPECAAAAAAAplanted nonce-planted\"}",
                "{\"status\":\"error\",\"message\":\"fm2_lJPECAAAAAAAplanted\"}",
                "echo: Authorization: FlyV1 fm2_lJPECAAAAAAAplanted, fly-machine-lease-nonce: nonce-planted",
                "another's fm1r_planted+/=="
            })
    void noFailureShowsASecret(String echo) {
        for (int status : new int[] {302, 400, 401, 409, 500}) {
            assertHidden(new FakeTransport().answers(status, echo).operator().start(machine(), Optional.of(NONCE)));
        }
    }

    @Test
    void noFailureInsideASuccessShowsASecret() {
        String echo = "{\"status\":\"error\",\"message\":\"%s\"}".formatted(FakeTransport.TOKEN);

        assertHidden(new FakeTransport().answers(200, echo).operator().start(machine(), Optional.of(NONCE)));
    }

    @Test
    void aSecretThatTheLimitCutsInTwoIsHiddenAsWell() {
        String echo = "x".repeat(290) + " " + FakeTransport.TOKEN;

        assertHidden(new FakeTransport().answers(500, echo).source().machine(machine()));
    }

    @Test
    void noBrokenConnectionShowsASecret() {
        FakeTransport transport = new FakeTransport().ends(() -> {
            throw new IOException("cannot send FlyV1 " + FakeTransport.TOKEN + " and nonce-planted");
        });

        assertHidden(transport.operator().start(machine(), Optional.of(NONCE)));
    }

    @Test
    void noRequestIdShowsASecret() {
        FakeTransport transport = new FakeTransport()
                .ends(() -> new Transport.Response(500, Map.of("fly-request-id", FakeTransport.TOKEN), ""));

        assertHidden(transport.source().machine(machine()));
    }

    @Test
    void aTokenOfAnotherKindIsHiddenToo() {
        FlyToken token = FlyToken.of("fo1_planted");

        assertThat(SafeText.of("rejected fo1_planted", token.secrets(), 300)).isEqualTo("rejected [redacted]");
    }

    @Test
    void requestsAnswersAndSettingsPrintNoSecret() {
        FakeTransport transport = new FakeTransport()
                .answers(201, "{\"status\":\"success\",\"data\":{\"nonce\":\"nonce-planted\",\"expires_at\":1}}");
        FlyMachineOperator operator = transport.operator();

        Answer<LeaseNonce> lease = operator.acquireLease(machine(), Duration.ofSeconds(5), "test");
        operator.start(machine(), Optional.of(NONCE));

        assertThat(lease.asOptional()).contains(NONCE);
        assertThat(lease.toString()).doesNotContain("planted");
        assertThat(transport.requests.toString()).doesNotContain("planted");
        assertThat(FakeTransport.settings().toString()).doesNotContain("planted");
        assertThat(new Transport.Response(201, Map.of(), "nonce-planted").toString())
                .doesNotContain("planted");
        assertThat(transport.requests.getLast().headers())
                .containsEntry("Authorization", "FlyV1 " + FakeTransport.TOKEN)
                .containsEntry("fly-machine-lease-nonce", "nonce-planted");
    }

    private static void assertHidden(Answer<?> answer) {
        assertThat(answer.whyFailed()).isPresent();
        assertThat(answer.toString())
                .doesNotContain("planted")
                .doesNotContain("fm2_")
                .doesNotContain("fm1r_");
    }

    private static MachineRef machine() {
        return FakeTransport.MACHINE;
    }
}
