package dev.hangar.simulator;

import dev.hangar.simulator.faults.FaultDial;
import dev.hangar.simulator.faults.FaultDial.Api;
import dev.hangar.simulator.faults.FaultDial.Bursts;
import dev.hangar.simulator.faults.FaultDial.Chances;
import dev.hangar.simulator.faults.FaultDial.Latency;
import dev.hangar.simulator.faults.FaultDial.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// The fault dial, as a client of the real port meets it; virtual time moves only when a test moves it.
class FaultsOverHttpTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Bursts NEVER = new Bursts(0, MINUTE);
    private static final Chances SOUND = new Chances(0, 0, 0, 0);
    private static final String LISTING = "/v1/apps/preview/machines";

    private final AtomicLong nanos = new AtomicLong(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimulatorServer server = started();
    private final String machine = LISTING + "/" + twinId();

    private SimulatorServer started() {
        try {
            return SimulatorServer.start(
                    new SimulatorSettings(
                            SimulatorSettings.LOOPBACK, 0, OptionalInt.empty(), 17, 60, TestWorlds.START, nanos::get),
                    TestPrices.book());
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
    }

    private void dial(Chances chances, Bursts unavailable) {
        Latency none = new Latency(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);
        dial(new Api(none, chances, unavailable, MINUTE), FaultDial.NONE.metrics());
    }

    private void dial(Api api, Metrics metrics) {
        server.dial(new FaultDial(api, metrics, FaultDial.NONE.clock()));
    }

    private HttpRequest request(String method, String target, String token) {
        return HttpRequest.newBuilder(URI.create(server.baseUri() + target))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private HttpResponse<String> send(String method, String target) throws IOException {
        try {
            return client.send(request(method, target, server.token()), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private String twinId() {
        try {
            String body = send("GET", LISTING).body();
            int at = body.indexOf("\"id\":\"") + 6;
            return body.substring(at, at + 14);
        } catch (IOException away) {
            throw new AssertionError(away);
        }
    }

    /// Whether the machine is cordoned, asked for without faults.
    private boolean isCordoned() throws IOException {
        dial(SOUND, NEVER);
        return send("GET", machine).body().contains("\"cordoned\":true");
    }

    @Test
    void aResetBreaksTheConnectionWithoutEffect() throws Exception {
        dial(new Chances(1, 0, 0, 0), NEVER);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> send("POST", machine + "/cordon"));
        assertThat(isCordoned()).isFalse();
    }

    @Test
    void aLostAnswerBreaksTheConnectionAfterTheEffect() throws Exception {
        dial(new Chances(0, 1, 0, 0), NEVER);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> send("POST", machine + "/cordon"));
        assertThat(isCordoned()).isTrue();
    }

    @Test
    void aThrottledCallIsAnsweredWithoutEffect() throws Exception {
        dial(new Chances(0, 0, 1, 0), NEVER);
        assertThat(send("POST", machine + "/cordon").statusCode()).isEqualTo(429);
        assertThat(isCordoned()).isFalse();
    }

    @Test
    void anUnavailableApiIsAnsweredWithoutEffect() throws Exception {
        dial(SOUND, new Bursts(1, MINUTE));
        assertThat(send("POST", machine + "/cordon").statusCode()).isIn(500, 502, 503, 504);
        assertThat(isCordoned()).isFalse();
    }

    @Test
    void aStaleReadShowsThePastOfTheSameAskerOnly() throws Exception {
        dial(new Chances(0, 0, 0, 1), NEVER);
        assertThat(send("GET", LISTING).headers().firstValue("fly-request-id"))
                .as("the same answer again")
                .isEqualTo(send("GET", LISTING).headers().firstValue("fly-request-id"));
        HttpResponse<String> stranger =
                client.send(request("GET", LISTING, "fm2_nobody"), HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void aStaleReadNeverShowsWhatIsOlderThanTheDialSays() throws Exception {
        dial(new Chances(0, 0, 0, 1), NEVER);
        String before =
                send("GET", LISTING).headers().firstValue("fly-request-id").orElseThrow();
        nanos.addAndGet(MINUTE.toNanos() / 60 + 1_000);
        assertThat(send("GET", LISTING).headers().firstValue("fly-request-id"))
                .isNotEmpty()
                .isNotEqualTo(Optional.of(before));
    }

    @Test
    void aSlowCallKeepsNobodyElseWaiting() throws Exception {
        Latency forever = new Latency(Duration.ofDays(1), Duration.ofDays(1), 0, Duration.ZERO);
        dial(new Api(forever, SOUND, NEVER, MINUTE), FaultDial.NONE.metrics());
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("GET", LISTING, server.token()), HttpResponse.BodyHandlers.ofString());
        // the query face and the world are behind the same lock
        assertThat(send("GET", "/metrics").statusCode()).isEqualTo(200);
        assertThat(server.figures().at()).isNotNull();
        assertThat(slow).isNotDone();
        slow.cancel(true);
    }

    @Test
    void prometheusGoesAwayAndScrapesFail() throws Exception {
        dial(FaultDial.NONE.api(), new Metrics(NEVER, 1, 0, Duration.ZERO, 0, 0));
        nanos.addAndGet(Duration.ofMinutes(2).toNanos() / 60);
        String query = "/api/v1/query?query=fly_instance_up%7Bapp%3D%22hobby%22%7D";
        assertThat(send("GET", query).body()).contains("\"result\":[]");
        dial(FaultDial.NONE.api(), new Metrics(new Bursts(1, MINUTE), 0, 0, Duration.ZERO, 0, 0));
        assertThat(send("GET", query).statusCode()).isEqualTo(503);
    }
}
