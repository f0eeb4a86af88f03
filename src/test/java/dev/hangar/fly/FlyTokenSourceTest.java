package dev.hangar.fly;

import dev.hangar.control.TokenSource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FlyTokenSourceTest {
    private static final AppName SHOP = new AppName("shop");

    private final FakeTransport transport = new FakeTransport();
    private final TokenSource source = new FlyTokenSource(FakeTransport.settings(), transport);

    @Test
    void readsWhatTheTokensCover() {
        transport.answers(
                200,
                "{\"tokens\":[{\"token_id\":\"t\",\"org_slug\":\"acme\",\"apps\":[\"shop\",\"a\\u001bb\"],\"user\":\"u\"},"
                        + "{\"apps\":null}]}");
        assertThat(source.covered())
                .isEqualTo(Answer.ok(List.of(
                        new TokenSource.Covered(Optional.of(new OrgSlug("acme")), List.of(SHOP)),
                        new TokenSource.Covered(Optional.empty(), List.of()))));
        assertThat(transport.onlyRequest()).hasToString("GET /v1/tokens/current");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"access":{"action":2},"verified_token":{}}   | true
            401 | {"error":"token validation error"}            | false
            403 | {"error":"unauthorized"}                      | false
            400 | {"error":"unauthorized: action w not allowed"} | false
            """)
    void readsWhetherTheyMayWrite(int status, String body, boolean writes) {
        transport.answers(status, body);
        assertThat(source.mayWrite(SHOP)).isEqualTo(Answer.ok(writes));
        assertThat(transport.onlyRequest()).hasToString("POST /v1/tokens/authorize");
        assertThat(transport.onlyRequest().body().orElseThrow())
                .contains("\"action\":\"w\"", "\"app_name\":\"shop\"", "\"header\":\"FlyV1 fm2_");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"ok":true}                       | INVALID_ANSWER
            200 | <html>                            | INVALID_ANSWER
            400 | {"error":"invalid body"}          | INVALID_REQUEST
            404 | {"error":"no such page"}          | NOT_FOUND
            429 | {"error":"rate limit exceeded"}   | THROTTLED
            500 | {"error":"unauthorized, perhaps"} | UNAVAILABLE
            """)
    void anythingElseTellsNothing(int status, String body, FailureKind kind) {
        transport.answers(status, body);
        assertThat(source.mayWrite(SHOP).whyFailed().map(Failure::kind)).contains(kind);
    }

    @Test
    void anEchoedTokenIsNotShown() {
        transport.answers(500, "{\"error\":\"cannot read FlyV1 " + FakeTransport.TOKEN + "\"}");
        assertThat(source.mayWrite(SHOP).toString()).doesNotContain("planted");
    }
}
