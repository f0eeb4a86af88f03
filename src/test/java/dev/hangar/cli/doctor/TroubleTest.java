package dev.hangar.cli.doctor;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class TroubleTest {
    private static Server server(String address) {
        return new Server(
                "Machines API",
                "hangar.fly.base-url",
                URI.create(address),
                Duration.ofSeconds(10),
                "hangar.fly.timeout");
    }

    private static IOException because(IOException problem, Throwable cause) {
        problem.initCause(cause);
        return problem;
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                arguments(new UnknownHostException("api"), "dns"),
                arguments(because(new ConnectException(), new UnresolvedAddressException()), "dns"),
                arguments(new ConnectException("Connection refused"), "connection-refused"),
                arguments(new HttpConnectTimeoutException("late"), "time-out"),
                arguments(new SocketException("Connection reset"), "connection-broken"),
                arguments(because(new IOException("no bytes"), new EOFException("EOF")), "connection-broken"),
                arguments(
                        because(
                                new SSLHandshakeException("PKIX path validation failed"),
                                new CertificateExpiredException("NotAfter: yesterday")),
                        "tls-expired"),
                arguments(
                        because(new SSLHandshakeException("PKIX"), new CertPathBuilderException("no path")),
                        "tls-untrusted"),
                arguments(
                        because(
                                new SSLHandshakeException("x"),
                                new CertificateException("No subject alternative DNS name matching api found.")),
                        "tls-wrong-host"),
                arguments(new SSLException("Unsupported or unrecognized SSL message"), "tls-to-plain-port"),
                arguments(new SSLHandshakeException("Received fatal alert: protocol_version"), "tls-failed"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void tellsOneFromTheOther(IOException problem, String cause) {
        Trouble trouble = Trouble.of(problem, server("https://api.machines.dev"));

        assertThat(trouble.cause().code()).isEqualTo(cause);
        assertThat(trouble.found()).contains("api.machines.dev");
        assertThat(trouble.fix()).isNotEmpty();
    }

    @Test
    void knowsThatAPlainRequestMetATlsPort() {
        IOException alert = because(new IOException("x"), new ProtocolException("Invalid status line: \"\u0015\""));

        assertThat(Trouble.of(alert, server("http://api.machines.dev:443")).cause())
                .isEqualTo(Cause.PLAIN_TO_TLS_PORT);
        assertThat(Trouble.of(alert, server("https://api.machines.dev")).cause())
                .isEqualTo(Cause.CONNECTION_BROKEN);
        assertThat(Trouble.complainsOfPlainHttp(400, "Client sent an HTTP request to an HTTPS server."))
                .isTrue();
        assertThat(Trouble.complainsOfPlainHttp(400, "bad app name")).isFalse();
    }

    @Test
    void endsWithACauseThatCausesItself() {
        IOException one = new IOException("one");
        IOException other = because(new IOException("other"), one);
        one.initCause(other);

        assertThat(Trouble.of(one, server("https://h")).cause()).isEqualTo(Cause.CONNECTION_BROKEN);
    }
}
