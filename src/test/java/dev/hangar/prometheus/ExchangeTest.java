package dev.hangar.prometheus;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reading.AbsenceReason;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.prometheus.StubPrometheus.Asked;
import dev.hangar.prometheus.StubPrometheus.Hang;
import dev.hangar.prometheus.StubPrometheus.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// How queries travel, and what becomes of them when they do not arrive.
class ExchangeTest {
    private static final Instant AT = Instant.parse("2026-11-18T13:46:47.123456Z");
    private static final SignalQuery TIMED = SignalQuery.proxyConcurrency(Duration.ofSeconds(60));
    private static final SignalQuery PLAIN =
            new SignalQuery(new SignalName("queue"), "queue_depth", Optional.empty(), Duration.ofMillis(1500));
    private static final String SECRET = "fm2_lJPECAAAAAAAABcd";

    @ParameterizedTest
    @EnumSource(QueryMethod.class)
    void oneQueryCarriesValueAndSampleTime(QueryMethod method) throws IOException {
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.vector(""));
                PrometheusSignalSource source = source(server, method, Optional.empty())) {
            source.read(List.of(TIMED), AT);

            Asked asked = server.asked.getFirst();
            assertThat(server.asked).hasSize(1);
            assertThat(asked.method()).isEqualTo(method.name());
            assertThat(asked.path()).isEqualTo("/prometheus/acme/api/v1/query");
            assertThat(asked.authorization()).isEmpty();
            assertThat(asked.parameters())
                    .containsOnly(
                            Map.entry(
                                    "query",
                                    "label_replace(sum by (app, region, instance) (fly_app_concurrency), "
                                            + "\"hangar_part\", \"value\", \"\", \"\") or label_replace("
                                            + "max by (app, region, instance) (timestamp(fly_app_concurrency)), "
                                            + "\"hangar_part\", \"sampled_at\", \"\", \"\")"),
                            Map.entry("lookback_delta", "60s"),
                            Map.entry("max_lookback", "60s"),
                            Map.entry("time", "1795009607.123"));
        }
    }

    @Test
    void plainQueryIsSentAsItIs() throws IOException {
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.vector(""));
                PrometheusSignalSource source = source(server, QueryMethod.POST, Optional.empty())) {
            source.read(List.of(PLAIN), AT);

            assertThat(server.asked.getFirst().parameters())
                    .containsEntry("query", "queue_depth")
                    .containsEntry("lookback_delta", "1500ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fm2_abc,            FlyV1 fm2_abc",
        "fm1r_abc,           FlyV1 fm1r_abc",
        "'fm1a_a,fm2_b',     'FlyV1 fm1a_a,fm2_b'",
        "FlyV1 fm2_abc,      FlyV1 fm2_abc",
        "FlyV1 whatever,     FlyV1 whatever",
        "oauth-style,        Bearer oauth-style",
        "' padded\n',        Bearer padded",
        "Bearer pasted,      Bearer pasted",
        "Bearer FlyV1 fm2_a, FlyV1 fm2_a",
        "'FlyV1 fm2_a, FlyV1 fm2_b,', 'FlyV1 fm2_a,fm2_b'",
    })
    void schemeFollowsTheKindOfToken(String token, String header) throws IOException {
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.vector(""));
                PrometheusSignalSource source =
                        source(server, QueryMethod.GET, Optional.of(PrometheusToken.of(token)))) {
            source.read(List.of(PLAIN), AT);

            assertThat(server.asked.getFirst().authorization()).contains(header);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "fm2_a\r\nX: y", "fm2_ä", "fm2_a b", "FlyV1", "Bearer", ","})
    void tokenThatNoHeaderCarriesIsRefusedWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrometheusToken.of(token))
                .withMessage("a token must be visible ASCII without blanks, and not empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/",
                "/path",
                "http:///x",
                "http://me:secret@host/",
                "http://h/?a=b",
                "http://h/#x",
                "http://h:0/",
                "http://h:65536/"
            })
    void addressMustBePlain(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrometheusEndpoint(
                        URI.create(address), Optional.empty(), QueryMethod.GET, Duration.ofSeconds(1)))
                .withMessageNotContaining("secret");
    }

    record Refusal(int status, String body, FailureKind kind, String detail) {}

    static Stream<Refusal> refusals() {
        String bad = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}";
        return Stream.of(
                new Refusal(400, bad, FailureKind.INVALID_REQUEST, "parse error"),
                new Refusal(422, bad, FailureKind.INVALID_REQUEST, "parse error"),
                new Refusal(401, "who are you?", FailureKind.UNAUTHORIZED, "who are you?"),
                new Refusal(403, "", FailureKind.UNAUTHORIZED, ""),
                new Refusal(429, "slow\ndown", FailureKind.THROTTLED, "slow down"),
                new Refusal(404, "{}", FailureKind.INVALID_REQUEST, "the server gave no reason"),
                new Refusal(500, "x", FailureKind.UNAVAILABLE, "x"),
                new Refusal(502, "<html>", FailureKind.UNAVAILABLE, "<html>"),
                new Refusal(503, bad.replace("bad_data", "timeout"), FailureKind.TIMED_OUT, "parse error"),
                new Refusal(200, bad, FailureKind.INVALID_REQUEST, "parse error"),
                new Refusal(200, bad.replace("bad_data", "internal"), FailureKind.UNAVAILABLE, "parse error"),
                new Refusal(200, bad.replace("bad_data", "new"), FailureKind.INVALID_ANSWER, "parse error"),
                new Refusal(200, "", FailureKind.INVALID_ANSWER, "unreadable answer"),
                new Refusal(200, "[]", FailureKind.INVALID_ANSWER, "not a JSON object"),
                new Refusal(200, "{\"status\":\"success\"}", FailureKind.INVALID_ANSWER, "no result list"),
                new Refusal(200, "{\"status\":\"succ", FailureKind.INVALID_ANSWER, "unreadable answer"),
                new Refusal(200, success("string", "[1,\"x\"]"), FailureKind.INVALID_ANSWER, "'string'"),
                new Refusal(200, success("vector", "[{\"value\":[1,\"2\"]}]"), FailureKind.INVALID_ANSWER, "label set"),
                new Refusal(
                        200,
                        success("vector", "[{\"metric\":{},\"value\":[1,\"two\"]}]"),
                        FailureKind.INVALID_ANSWER,
                        "not a number"),
                new Refusal(
                        200,
                        success("vector", "[{\"metric\":{},\"value\":[1,2]}]"),
                        FailureKind.INVALID_ANSWER,
                        "point"),
                new Refusal(200, " ".repeat(5000), FailureKind.INVALID_ANSWER, "longer than 4096 bytes"));
    }

    private static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalIsAFailureAndNeverANumber(Refusal row) throws IOException {
        Failure failure = failure(asked -> Reply.of(row.status(), row.body()), Duration.ofSeconds(30));

        assertThat(failure.kind()).isEqualTo(row.kind());
        assertThat(failure.detail()).contains(row.detail());
    }

    @ParameterizedTest
    @EnumSource(value = Hang.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void waitingEndsWithTheTimeOut(Hang hang) throws IOException {
        Failure failure =
                failure(asked -> new Reply(200, "{\"status\":\"success\"}", Map.of(), hang), Duration.ofMillis(200));

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void redirectIsNotFollowed() throws IOException {
        Map<String, String> elsewhere = Map.of("Location", "http://127.0.0.1:1/", "fly-request-id", "01ABC");

        Failure failure = failure(asked -> new Reply(302, "", elsewhere, Hang.NEVER), Duration.ofSeconds(30));

        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.detail()).contains("redirects are not followed");
        assertThat(failure.requestId()).contains("01ABC");
    }

    @Test
    void nobodyAtHomeIsUnavailable() throws IOException {
        URI gone;
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.vector(""))) {
            gone = server.base();
        }

        assertThat(failure(gone))
                .isEqualTo(Failure.of(
                        FailureKind.UNAVAILABLE,
                        "cannot connect to http://127.0.0.1:" + gone.getPort() + " (hangar.prometheus.url)"));
    }

    @Test
    void unknownHostIsNamed() {
        assertThat(failure(URI.create("http://nowhere.invalid:9090/prometheus/acme/")))
                .isEqualTo(Failure.of(
                        FailureKind.UNAVAILABLE,
                        "cannot connect to http://nowhere.invalid:9090 (hangar.prometheus.url): unknown host"));
    }

    /// Somebody who speaks plain HTTP, and says so on a greeting that it does not understand.
    @Test
    void failureOfTlsIsNamed() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(plain));
            Failure failure = failure(URI.create("https://127.0.0.1:" + plain.getLocalPort()));

            assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(failure.detail())
                    .startsWith("cannot connect to https://127.0.0.1:" + plain.getLocalPort()
                            + " (hangar.prometheus.url): SSL")
                    .contains("Exception: ");
        }
    }

    private static void answerPlainly(ServerSocket plain) {
        try (Socket caller = plain.accept()) {
            caller.getInputStream().read();
            caller.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // Who hangs up now may be heard before the answer is understood: the caller ends it.
            caller.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Failure failure(URI base) {
        try (PrometheusSignalSource source = new PrometheusSignalSource(
                new PrometheusEndpoint(base, Optional.empty(), QueryMethod.POST, Duration.ofSeconds(30)))) {
            return source.read(List.of(PLAIN), AT).getFirst().failure().orElseThrow();
        }
    }

    @Test
    void tokenIsInNoMessage() throws IOException {
        PrometheusToken token = PrometheusToken.of("FlyV1 " + SECRET);
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.of(401, "bad token " + SECRET));
                PrometheusSignalSource source = source(server, QueryMethod.POST, Optional.of(token))) {
            SignalSnapshot snapshot = source.read(List.of(PLAIN), AT).getFirst();

            assertThat(snapshot.toString()).doesNotContain(SECRET).contains("bad token <redacted>");
            assertThat(token.toString()).isEqualTo("<redacted>");
        }
    }

    @Test
    void tokenIsNotTakenForARequestId() throws IOException {
        PrometheusToken token = PrometheusToken.of("FlyV1 " + SECRET);
        Map<String, String> echo = Map.of("fly-request-id", "FlyV1 " + SECRET);
        try (StubPrometheus server = new StubPrometheus(asked -> new Reply(500, "{}", echo, Hang.NEVER));
                PrometheusSignalSource source = source(server, QueryMethod.POST, Optional.of(token))) {
            SignalSnapshot snapshot = source.read(List.of(PLAIN), AT).getFirst();

            assertThat(snapshot.failure()).isPresent();
            assertThat(snapshot.toString()).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fm2_part", "fm2_partner", "fm2_other", "fm2_part,fm2_partner,fm2_other"})
    void noPartOfAJoinedTokenIsInAMessage(String echoed) throws IOException {
        PrometheusToken token = PrometheusToken.of("FlyV1 fm2_part, fm2_partner,fm2_other");
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.of(401, "bad token " + echoed));
                PrometheusSignalSource source = source(server, QueryMethod.POST, Optional.of(token))) {
            SignalSnapshot snapshot = source.read(List.of(PLAIN), AT).getFirst();

            assertThat(snapshot.toString()).contains("bad token <redacted>").doesNotContain("fm2_", "part", "other");
        }
    }

    @Test
    void oneFailingQueryLeavesTheOthersAlone() throws IOException {
        String series = "{\"metric\":{\"app\":\"shop\"},\"value\":[1795009607.123,\"3\"]}";
        Function<Asked, Reply> script = asked -> asked.query().equals("queue_depth")
                ? new Reply(200, "{}", Map.of(), Hang.BEFORE_HEADERS)
                : Reply.vector(series);
        SignalQuery other = new SignalQuery(new SignalName("a"), "other", Optional.empty(), Duration.ofSeconds(60));
        try (StubPrometheus server = new StubPrometheus(script);
                PrometheusSignalSource source = new PrometheusSignalSource(new PrometheusEndpoint(
                        server.base(), Optional.empty(), QueryMethod.POST, Duration.ofSeconds(2)))) {
            List<SignalSnapshot> snapshots = source.read(List.of(other, PLAIN, TIMED), AT);

            assertThat(snapshots)
                    .extracting(SignalSnapshot::signal)
                    .containsExactly(other.name(), PLAIN.name(), TIMED.name());
            assertThat(snapshots.get(0).samples()).containsKey(new AppName("shop"));
            assertThat(snapshots.get(1).absence()).contains(AbsenceReason.SOURCE_FAILED);
            assertThat(snapshots.get(2).samples()).containsKey(new AppName("shop"));
        }
    }

    private static Failure failure(Function<Asked, Reply> script, Duration timeout) throws IOException {
        try (StubPrometheus server = new StubPrometheus(script);
                PrometheusSignalSource source = new PrometheusSignalSource(
                        new PrometheusEndpoint(server.base(), Optional.empty(), QueryMethod.POST, timeout, 4096))) {
            SignalSnapshot snapshot = source.read(List.of(PLAIN), AT).getFirst();

            assertThat(snapshot.samples()).isEmpty();
            assertThat(snapshot.absence()).contains(AbsenceReason.SOURCE_FAILED);
            return snapshot.failure().orElseThrow();
        }
    }

    private static PrometheusSignalSource source(
            StubPrometheus server, QueryMethod method, Optional<PrometheusToken> token) {
        return new PrometheusSignalSource(new PrometheusEndpoint(server.base(), token, method, Duration.ofSeconds(30)));
    }
}
