package dev.hangar.system;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyToken;
import dev.hangar.fly.HttpTransport;
import dev.hangar.fly.Transport;
import dev.hangar.model.OrgSlug;
import dev.hangar.prometheus.HttpQueryTransport;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.PrometheusToken;
import dev.hangar.prometheus.QueryMethod;
import dev.hangar.prometheus.QueryTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A server with a certificate that nobody vouches for never sees a token, neither as Fly nor as Prometheus.
class UntrustedCertificateTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final AtomicInteger served = new AtomicInteger();

    @TempDir
    private Path directory = Path.of("");

    private Optional<HttpsServer> server = Optional.empty();

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException, InterruptedException {
        HttpsServer opened = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        opened.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        opened.createContext("/", exchange -> {
            served.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        opened.start();
        server = Optional.of(opened);
    }

    @AfterEach
    void stop() {
        server.ifPresent(opened -> opened.stop(0));
    }

    private SSLContext selfSigned() throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "self",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private URI base() {
        return URI.create(
                "https://localhost:" + server.orElseThrow().getAddress().getPort());
    }

    @Test
    void theMachinesApiIsNotSpokenTo() {
        FlySettings settings = new FlySettings(
                base(), FlyToken.of("fm2_x"), new OrgSlug("acme"), Duration.ofSeconds(10), InstantSource.system());
        try (HttpTransport transport = new HttpTransport(settings)) {
            Transport.Request request = new Transport.Request(
                    "GET",
                    "/v1/apps",
                    Map.of("Authorization", "Bearer fm2_x"),
                    Optional.empty(),
                    Duration.ofSeconds(10));
            assertThatThrownBy(() -> transport.send(request)).isInstanceOf(SSLHandshakeException.class);
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void prometheusIsNotSpokenTo() {
        PrometheusEndpoint endpoint = new PrometheusEndpoint(
                base(), Optional.of(PrometheusToken.of("fm2_x")), QueryMethod.GET, Duration.ofSeconds(10));
        QueryTransport.Request request = new QueryTransport.Request(
                base().resolve("/api/v1/query?query=up"), Map.of("Authorization", "Bearer fm2_x"), Optional.empty());
        try (QueryTransport transport = new HttpQueryTransport(endpoint)) {
            assertThatThrownBy(() -> transport.send(request)).isInstanceOf(SSLHandshakeException.class);
        }
        assertThat(served).hasValue(0);
    }
}
