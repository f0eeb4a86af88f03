package dev.hangar.fly;

import dev.hangar.control.Release;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What the GraphQL answers mean.
class FlyReleaseSourceTest {
    private static final AppName APP = new AppName("shop");

    private final FakeTransport transport = new FakeTransport();

    private Answer<Optional<Release>> newest() {
        return new FlyReleaseSource(FakeTransport.settings(), transport, "/graphql").newest(APP);
    }

    private static String release(String release) {
        return "{\"data\": {\"app\": {\"currentReleaseUnprocessed\": " + release + "}}}";
    }

    @Test
    void readsARelease() {
        transport.answers(
                200,
                release("{\"id\": \"x\", \"version\": 12, \"status\": \"running\","
                        + " \"createdAt\": \"2026-11-03T04:00:00Z\"}"));
        assertThat(newest())
                .isEqualTo(Answer.ok(Optional.of(new Release("12", "running", Instant.parse("2026-11-03T04:00:00Z")))));
    }

    @Test
    void asksInOneRequestWithTheTokenAsBearer() {
        newest();
        Transport.Request request = transport.onlyRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/graphql");
        assertThat(request.headers()).containsEntry("Authorization", "Bearer " + FakeTransport.TOKEN);
        assertThat(request.body().orElseThrow())
                .contains("currentReleaseUnprocessed", "\"variables\":{\"name\":\"shop\"}")
                .doesNotContain("mutation");
    }

    @Test
    void anAppWithoutReleasesHasNone() {
        transport.answers(200, release("null"));
        assertThat(newest()).isEqualTo(Answer.ok(Optional.empty()));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"data":{"app":null}}                                                                  | NOT_FOUND
            200 | {"data":null,"errors":[{"message":"Could not find App"}]}                              | NOT_FOUND
            200 | {"errors":[{"message":"x","extensions":{"code":"NOT_FOUND"}}],"data":{"app":null}}     | NOT_FOUND
            200 | {"errors":[{"message":"You are not authorized"}]}                                      | UNAUTHORIZED
            200 | {"errors":[{"message":"x","extensions":{"code":"UNAUTHORIZED"}}]}                      | UNAUTHORIZED
            200 | {"errors":[{"message":"rate limit exceeded"}]}                                         | THROTTLED
            200 | {"errors":[{"message":"something went wrong"}]}                                        | INVALID_ANSWER
            200 | {"errors":"no list"}                                                                   | INVALID_ANSWER
            200 | {"data":{"app":{"currentReleaseUnprocessed":{"version":1,"createdAt":"2026-11-03"}}}}  | INVALID_ANSWER
            200 | {"data":{"app":{"currentReleaseUnprocessed":{"status":"running"}}}}                    | INVALID_ANSWER
            200 | {"data":{"app":{"currentReleaseUnprocessed":7}}}                                       | INVALID_ANSWER
            200 | {"data":{"app":{}}}                                                                    | INVALID_ANSWER
            200 | {"data":{}}                                                                            | INVALID_ANSWER
            200 | {}                                                                                     | INVALID_ANSWER
            200 | <html>                                                                                 | INVALID_ANSWER
            401 | {"error":"token"}                                                                      | UNAUTHORIZED
            403 | ''                                                                                     | UNAUTHORIZED
            404 | ''                                                                                     | NOT_FOUND
            302 | ''                                                                                     | INVALID_ANSWER
            400 | ''                                                                                     | INVALID_REQUEST
            429 | ''                                                                                     | THROTTLED
            502 | <html>                                                                                 | UNAVAILABLE
            """)
    void whateverElseIsAFailure(int status, String body, FailureKind kind) {
        transport.answers(status, body);
        assertThat(newest().whyFailed().map(Failure::kind)).contains(kind);
        assertThat(transport.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"timeout, TIMED_OUT", "connect, UNAVAILABLE", "reset, UNAVAILABLE"})
    void aBrokenConnectionIsAFailure(String problem, FailureKind kind) {
        transport.ends(() -> {
            throw switch (problem) {
                case "timeout" -> new HttpTimeoutException("late");
                case "connect" -> new ConnectException("refused");
                default -> new IOException("reset");
            };
        });
        assertThat(newest().whyFailed().map(Failure::kind)).contains(kind);
    }

    @Test
    void anEchoedTokenIsNotShown() {
        transport.answers(
                200, "{\"errors\":[{\"message\":\"bad header Bearer " + FakeTransport.TOKEN + "\\n\\u001b[2J\"}]}");
        assertThat(newest().toString()).doesNotContain("planted").doesNotContain("\u001b", "\n");
    }
}
