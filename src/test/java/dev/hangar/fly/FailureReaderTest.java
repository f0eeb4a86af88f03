package dev.hangar.fly;

import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Nothing;
import dev.hangar.model.SafeText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Every way in which a call fails, against the table of errors that users and daemons meet.
final class FailureReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        401 | {"error":"Authenticate: token validation error"}                           | UNAUTHORIZED
        403 | {"error":"forbidden"}                                                      | UNAUTHORIZED
        404 | {"error":"machine not found"}                                              | NOT_FOUND
        404 | {"error":"lease not found"}                                                | NOT_FOUND
        404 | 404 page not found                                                         | NOT_FOUND
        408 | {"error":"deadline_exceeded: machine failed to reach desired state"}       | TIMED_OUT
        409 | {"status":"error","message":"machine ID 1 lease currently held by a@b, expires at 2026","code":"invalid"} | LEASE_HELD
        409 | {"error":"aborted: could not reserve resource for machine: insufficient CPUs available to fulfill request on the current host"} | NO_CAPACITY
        409 | {"error":"aborted: could not reserve resource for machine: insufficient memory available to fulfill request on the current host"} | NO_CAPACITY
        409 | {"error":"aborted: insufficient resources available to fulfill request"}    | NO_CAPACITY
        409 | {"error":"aborted: insufficient IPs available to fulfill request"}          | NO_CAPACITY
        409 | {"error":"aborted: no capacity"}                                           | NO_CAPACITY
        409 | {"error":"aborted: machine update failed due to concurrent update"}        | CONFLICT
        409 | {"error":"already_exists: unique machine name violation"}                  | CONFLICT
        412 | {"error":"failed_precondition: machine still active, refusing to start"}   | CONFLICT
        412 | {"error":"machine getting replaced, refusing to start"}                    | CONFLICT
        412 | {"error":"machine still attempting to start"}                              | CONFLICT
        412 | {"error":"unable to start machine from current state: 'created'"}          | CONFLICT
        412 | {"error":"machine not running"}                                            | CONFLICT
        412 | {"error":"deadline_exceeded: machine failed to reach desired state, stopped, currently started"} | TIMED_OUT
        412 | {"error":"cannot place","status":"volume_placement_capacity"}              | NO_CAPACITY
        412 | {"error":"insufficient resources to create new machine with existing volume id vol_1"} | NO_CAPACITY
        412 | {"error":"machine_version is stale"}                                       | CONFLICT
        422 | {"error":"no room","status":"insufficient_capacity"}                       | NO_CAPACITY
        422 | {"error":"could not find a candidate host"}                                | NO_CAPACITY
        503 | {"error":"could not find a candidate host"}                                | NO_CAPACITY
        422 | {"error":"taken","status":"name_taken"}                                    | INVALID_REQUEST
        422 | {"error":"invalid config.guest"}                                           | INVALID_REQUEST
        429 | {"error":"rate limit exceeded"}                                            | THROTTLED
        429 | ''                                                                         | THROTTLED
        400 | {"error":"invalid request body"}                                           | INVALID_REQUEST
        405 | method not allowed                                                         | INVALID_REQUEST
        500 | {"error":"internal"}                                                       | UNAVAILABLE
        502 | <html>Bad gateway</html>                                                   | UNAVAILABLE
        503 | ''                                                                         | UNAVAILABLE
        504 | ''                                                                         | TIMED_OUT
        302 | ''                                                                         | INVALID_ANSWER
        200 | {"status":"error","message":"could not reserve resource for machine"}      | NO_CAPACITY
        200 | {"status":"error","message":"machine still active, refusing to start"}     | CONFLICT
        200 | {"status":"error","message":"lease currently held by a@b"}                 | LEASE_HELD
        200 | {"ok":false}                                                               | CONFLICT
        200 | <html>Sign in to the Wi-Fi</html>                                          | INVALID_ANSWER
        """)
    void oneKindForEveryAnswer(int status, String body, FailureKind expected) {
        Answer<Nothing> answer =
                new FakeTransport().answers(status, body).operator().start(FakeTransport.MACHINE, Optional.empty());

        assertThat(answer.whyFailed()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(expected);
            assertThat(failure.httpStatus()).isEqualTo(OptionalInt.of(status));
            assertThat(failure.requestId()).contains("01K9REQUEST-ams");
            assertThat(failure.detail()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void oneKindForEveryBrokenConnection(IOException problem, FailureKind ofRead, FailureKind ofWrite) {
        FakeTransport transport = new FakeTransport()
                .ends(() -> {
                    throw problem;
                })
                .ends(() -> {
                    throw problem;
                });

        assertThat(transport.source().machine(FakeTransport.MACHINE).whyFailed())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(ofRead));
        assertThat(transport
                        .operator()
                        .start(FakeTransport.MACHINE, Optional.empty())
                        .whyFailed())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(ofWrite));
        assertThat(transport.requests).hasSize(2);
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(
                row(new ConnectException("refused"), FailureKind.UNAVAILABLE, FailureKind.UNAVAILABLE),
                row(new HttpConnectTimeoutException("slow"), FailureKind.UNAVAILABLE, FailureKind.UNAVAILABLE),
                row(new UnknownHostException("api"), FailureKind.UNAVAILABLE, FailureKind.UNAVAILABLE),
                row(new NoRouteToHostException("api"), FailureKind.UNAVAILABLE, FailureKind.UNAVAILABLE),
                row(new SSLHandshakeException("expired"), FailureKind.UNAVAILABLE, FailureKind.UNAVAILABLE),
                row(new HttpTimeoutException("late"), FailureKind.TIMED_OUT, FailureKind.TIMED_OUT),
                row(new SocketException("Connection reset"), FailureKind.UNAVAILABLE, FailureKind.TIMED_OUT),
                row(new InterruptedIOException("cut"), FailureKind.UNAVAILABLE, FailureKind.TIMED_OUT),
                row(new IOException("no bytes"), FailureKind.UNAVAILABLE, FailureKind.TIMED_OUT),
                row(new OversizedAnswerException(9), FailureKind.INVALID_ANSWER, FailureKind.INVALID_ANSWER));
    }

    private static Arguments row(IOException problem, FailureKind ofRead, FailureKind ofWrite) {
        return Arguments.of(problem, ofRead, ofWrite);
    }

    @Test
    void anInterruptIsKeptAndLeavesAWriteInDoubt() {
        FakeTransport transport = new FakeTransport()
                .ends(() -> {
                    throw new InterruptedException();
                })
                .ends(() -> {
                    throw new InterruptedException();
                });

        assertThat(transport
                        .operator()
                        .start(FakeTransport.MACHINE, Optional.empty())
                        .whyFailed())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(transport.source().machine(FakeTransport.MACHINE).whyFailed())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"message":"from message","error":"from error"} | from message
        {"message":"","error":"from error"}             | from error
        {"error":{"a":1}}                               | {"error":{"a":1}}
        upstream said no                                | upstream said no
        ''                                              | no message
        """)
    void theDetailIsTheMessageThenTheErrorThenTheText(String body, String expected) {
        assertThat(failure(500, body).detail()).isEqualTo(expected);
    }

    @Test
    void theDetailIsShortAndHarmless() {
        String hostile = "a\u001b[31mred\r\nb\u202ec\u2028d\u0000" + "\uD83D\uDEE9".repeat(400);

        String detail = failure(500, hostile).detail();

        assertThat(detail).startsWith("a [31mred  b c d").endsWith("…");
        assertThat(detail.length()).isBetween(298, SafeText.MAX_DETAIL);
        assertThat(detail.codePoints().map(Character::getType)).doesNotContain((int) Character.SURROGATE);
    }

    @Test
    void aHostileRequestIdIsShortAndHarmless() {
        FakeTransport transport = new FakeTransport()
                .ends(() -> new Transport.Response(500, Map.of("fly-request-id", "x\u001b]0;y" + "z".repeat(500)), ""));

        assertThat(transport.source().machine(FakeTransport.MACHINE).whyFailed().flatMap(Failure::requestId))
                .hasValueSatisfying(id -> assertThat(id).startsWith("x ]0;yz").hasSize(100));
    }

    @Test
    void anUnreadableListingTellsItsRequestId() {
        Optional<Failure> failure = new FakeTransport()
                .answers(200, "{\"machines\":[]}")
                .source()
                .machines(FakeTransport.MACHINE.app())
                .whyFailed();

        assertThat(failure.map(Failure::kind)).contains(FailureKind.INVALID_ANSWER);
        assertThat(failure.flatMap(Failure::requestId)).contains("01K9REQUEST-ams");
    }

    private static Failure failure(int status, String body) {
        return new FakeTransport()
                .answers(status, body)
                .source()
                .machine(FakeTransport.MACHINE)
                .whyFailed()
                .orElseThrow();
    }
}
