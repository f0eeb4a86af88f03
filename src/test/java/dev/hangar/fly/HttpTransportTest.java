package dev.hangar.fly;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// The network's part: what a socket can do to a call. The limit only ends a test that would otherwise hang.
@Timeout(60)
final class HttpTransportTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final AppName SHOP = new AppName("shop");

    @Test
    void aServerThatNeverAnswersTimesOut() throws IOException {
        try (RawServer server = new RawServer(connection -> {});
                HttpTransport transport = new HttpTransport(settings(server.base(), SHORT))) {
            assertThat(kind(source(server, transport, SHORT).machines(SHOP))).isEqualTo(FailureKind.TIMED_OUT);
            assertThat(kind(operator(server, transport, SHORT).start(FakeTransport.MACHINE, Optional.empty())))
                    .isEqualTo(FailureKind.TIMED_OUT);
            assertThat(server.heads()).hasSize(2);
        }
    }

    @Test
    void aBodyThatNeverEndsTimesOut() throws IOException {
        RawServer.Behavior drip =
                connection -> RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[");
        try (RawServer server = new RawServer(drip);
                HttpTransport transport = new HttpTransport(settings(server.base(), SHORT))) {
            assertThat(kind(source(server, transport, SHORT).machines(SHOP))).isEqualTo(FailureKind.TIMED_OUT);
        }
    }

    @Test
    void aResetAfterTheRequestLeavesAWriteInDoubt() throws IOException {
        RawServer.Behavior reset = connection -> {
            connection.setSoLinger(true, 0);
            connection.close();
        };
        try (RawServer server = new RawServer(reset);
                HttpTransport transport = new HttpTransport(settings(server.base(), LONG))) {
            assertThat(kind(operator(server, transport, LONG).start(FakeTransport.MACHINE, Optional.empty())))
                    .isEqualTo(FailureKind.TIMED_OUT);
            assertThat(server.heads()).as("a write is never sent twice").hasSize(1);
            assertThat(kind(source(server, transport, LONG).machines(SHOP))).isEqualTo(FailureKind.UNAVAILABLE);
        }
    }

    @Test
    void anAnswerThatIsCutShortLeavesAWriteInDoubt() throws IOException {
        RawServer.Behavior cut = connection -> {
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"ok\":");
            connection.close();
        };
        try (RawServer server = new RawServer(cut);
                HttpTransport transport = new HttpTransport(settings(server.base(), LONG))) {
            assertThat(kind(operator(server, transport, LONG).start(FakeTransport.MACHINE, Optional.empty())))
                    .isEqualTo(FailureKind.TIMED_OUT);
            assertThat(kind(source(server, transport, LONG).machines(SHOP))).isEqualTo(FailureKind.UNAVAILABLE);
        }
    }

    @Test
    void aRefusedConnectionIsUnavailableForReadsAndWrites() throws IOException {
        FlySettings nobody = settings(URI.create("http://127.0.0.1:" + unusedPort()), LONG);
        try (HttpTransport transport = new HttpTransport(nobody)) {
            assertThat(kind(new FlyMachineSource(nobody, transport).machines(SHOP)))
                    .isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(kind(new FlyMachineOperator(nobody, transport, () -> "launch-1")
                            .start(FakeTransport.MACHINE, Optional.empty())))
                    .isEqualTo(FailureKind.UNAVAILABLE);
        }
    }

    @Test
    void aNameWithoutAddressIsUnavailable() {
        FlySettings nowhere = settings(URI.create("http://_api.internal:4280"), LONG);
        HttpTransport.Resolver nothing = host -> {
            throw new UnknownHostException(host);
        };
        try (HttpTransport transport = new HttpTransport(nowhere, nothing, 1000)) {
            assertThat(kind(new FlyMachineOperator(nowhere, transport, () -> "launch-1")
                            .start(FakeTransport.MACHINE, Optional.empty())))
                    .isEqualTo(FailureKind.UNAVAILABLE);
        }
    }

    @Test
    void aNameThatIsUnknownIsSaidToBe() {
        FlySettings nowhere = settings(URI.create("http://no-such-host.invalid"), LONG);
        try (HttpTransport transport = new HttpTransport(nowhere)) {
            assertThat(new FlyMachineSource(nowhere, transport).machines(SHOP).whyFailed())
                    .map(Failure::detail)
                    .contains("cannot connect to http://no-such-host.invalid (hangar.fly.base-url): unknown host");
        }
    }

    @Test
    void anAnswerBeyondTheLimitIsInvalid() throws IOException {
        RawServer.Behavior big = RawServer.answering("HTTP/1.1 200 OK", "[" + " ".repeat(2_000) + "]");
        try (RawServer server = new RawServer(big);
                HttpTransport small = new HttpTransport(settings(server.base(), LONG), InetAddress::getByName, 2_001);
                HttpTransport enough =
                        new HttpTransport(settings(server.base(), LONG), InetAddress::getByName, 2_002)) {
            assertThat(kind(source(server, small, LONG).machines(SHOP))).isEqualTo(FailureKind.INVALID_ANSWER);
            assertThat(source(server, enough, LONG).machines(SHOP)).isEqualTo(Answer.ok(List.of()));
        }
    }

    @Test
    void anAnswerWithoutEndIsCutAtTheLimit() throws IOException {
        RawServer.Behavior flood = connection -> {
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true) {
                RawServer.write(connection, " ".repeat(8192));
            }
        };
        try (RawServer server = new RawServer(flood);
                HttpTransport transport =
                        new HttpTransport(settings(server.base(), LONG), InetAddress::getByName, 1 << 20)) {
            assertThat(kind(source(server, transport, LONG).machines(SHOP))).isEqualTo(FailureKind.INVALID_ANSWER);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (RawServer elsewhere = new RawServer(RawServer.answering("HTTP/1.1 200 OK", "[]"));
                RawServer server = new RawServer(RawServer.answering(
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.base() + "/", ""));
                HttpTransport transport = new HttpTransport(settings(server.base(), LONG))) {
            Optional<Failure> failure =
                    source(server, transport, LONG).machines(SHOP).whyFailed();

            assertThat(failure.map(Failure::kind)).contains(FailureKind.INVALID_ANSWER);
            assertThat(failure.map(Failure::httpStatus)).contains(OptionalInt.of(307));
            assertThat(elsewhere.heads()).isEmpty();
        }
    }

    @Test
    void whatIsNotHttpIsUnavailable() throws IOException {
        RawServer.Behavior ssh = connection -> {
            RawServer.write(connection, "SSH-2.0-OpenSSH_9.6\r\n\r\n");
            connection.close();
        };
        try (RawServer server = new RawServer(ssh);
                HttpTransport transport = new HttpTransport(settings(server.base(), LONG))) {
            assertThat(kind(source(server, transport, LONG).machines(SHOP))).isEqualTo(FailureKind.UNAVAILABLE);
        }
    }

    @Test
    void theAffinityCookieComesBackToItsAppOnly() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nSet-Cookie: fly_flaps_affinity=abc; Path=/v1/apps/shop; HttpOnly";
        try (RawServer server = new RawServer(RawServer.answering(head, "[]"));
                HttpTransport transport = new HttpTransport(settings(server.base(), LONG))) {
            FlyMachineSource source = source(server, transport, LONG);

            source.machines(SHOP);
            operator(server, transport, LONG).start(FakeTransport.MACHINE, Optional.empty());
            source.machines(new AppName("other"));

            assertThat(server.heads().get(0)).doesNotContain("fly_flaps_affinity");
            assertThat(server.heads().get(1)).contains("Cookie:").contains("fly_flaps_affinity");
            assertThat(server.heads().get(2)).doesNotContain("fly_flaps_affinity");
        }
    }

    @Test
    void theAddressInsideAPrivateNetworkIsResolvedByUs() throws IOException {
        HttpTransport.Resolver resolver = host -> {
            assertThat(host).isEqualTo("_api.internal");
            return InetAddress.getLoopbackAddress();
        };
        try (RawServer server = new RawServer(RawServer.answering("HTTP/1.1 200 OK", "[]"))) {
            FlySettings internal = settings(URI.create("http://_api.internal:" + server.port()), LONG);
            try (HttpTransport transport = new HttpTransport(internal, resolver, 1000)) {
                assertThat(new FlyMachineSource(internal, transport).machines(SHOP))
                        .isEqualTo(Answer.ok(List.of()));
            }
            assertThat(server.heads().getFirst()).startsWith("GET /v1/apps/shop/machines?include_leases=true HTTP");
        }
    }

    @Test
    void theBaseAddressMayHaveAPath() throws IOException {
        try (RawServer server = new RawServer(RawServer.answering("HTTP/1.1 200 OK", "[]"))) {
            FlySettings settings = settings(URI.create(server.base() + "/fly/"), LONG);
            try (HttpTransport transport = new HttpTransport(settings)) {
                new FlyMachineSource(settings, transport).machines(SHOP);
            }
            assertThat(server.heads().getFirst()).startsWith("GET /fly/v1/apps/shop/machines");
        }
    }

    @Test
    void anInterruptEndsTheWaitAtOnce() throws IOException {
        try (RawServer server = new RawServer(connection -> {});
                HttpTransport transport = new HttpTransport(settings(server.base(), LONG))) {
            Thread.currentThread().interrupt();

            Answer<?> answer = operator(server, transport, LONG).start(FakeTransport.MACHINE, Optional.empty());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(kind(answer)).isEqualTo(FailureKind.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://api.machines.dev",
                "api.machines.dev",
                "https://user@host",
                "https://host?x=1",
                "https://host#x",
                "https:///v1"
            })
    void anAddressThatCannotBeUsedIsRefusedAtStartUp(String base) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(URI.create(base), LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://_api.internal:port", "https://_api.internal:4280"})
    void aHostThatCannotBeUsedIsRefusedAtStartUp(String base) {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiAddress.of(URI.create(base)));
    }

    @Test
    void addressesAreTakenApart() {
        assertThat(ApiAddress.of(URI.create("https://api.machines.dev")).uri("/v1/apps"))
                .hasToString("https://api.machines.dev/v1/apps");
        assertThat(ApiAddress.of(URI.create("http://_api.internal:4280")).uri("[fdaa::3]", "/v1/apps"))
                .hasToString("http://[fdaa::3]:4280/v1/apps");
        assertThat(ApiAddress.of(URI.create("http://[::1]:4280/")).uri("/v1/apps"))
                .hasToString("http://[::1]:4280/v1/apps");
    }

    private static FlyMachineSource source(RawServer server, HttpTransport transport, Duration timeout) {
        return new FlyMachineSource(settings(server.base(), timeout), transport);
    }

    private static FlyMachineOperator operator(RawServer server, HttpTransport transport, Duration timeout) {
        return new FlyMachineOperator(settings(server.base(), timeout), transport, () -> "launch-1");
    }

    private static FlySettings settings(URI base, Duration timeout) {
        return new FlySettings(
                base,
                FlyToken.of(FakeTransport.TOKEN),
                new OrgSlug("acme"),
                timeout,
                InstantSource.fixed(Instant.parse("2026-11-03T04:05:06.789Z")));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static FailureKind kind(Answer<?> answer) {
        return answer.whyFailed().map(Failure::kind).orElseThrow(() -> new AssertionError(answer.toString()));
    }
}
