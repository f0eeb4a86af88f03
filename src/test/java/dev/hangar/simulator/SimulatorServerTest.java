package dev.hangar.simulator;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MicroDollars;
import dev.hangar.simulator.api.ApiFaults;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.WorldBuilder;
import java.io.IOException;
import java.net.ConnectException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// The server over real HTTP; virtual time moves only when a test moves it.
class SimulatorServerTest {
    private final AtomicLong nanos = new AtomicLong(123_456_789);
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimulatorServer server = started();

    private SimulatorServer started() {
        SimulatorSettings settings = new SimulatorSettings(
                SimulatorSettings.LOOPBACK, 0, OptionalInt.of(0), 17, 60, TestWorlds.START, nanos::get);
        try {
            return SimulatorServer.start(settings, TestPrices.book());
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /// Moves virtual time: at speed 60 a real second is a minute.
    private void pass(Duration virtual) {
        nanos.addAndGet(virtual.toNanos() / 60);
    }

    private HttpRequest request(String method, String target) {
        return HttpRequest.newBuilder(URI.create(server.baseUri() + target))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "FlyV1 " + server.token())
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String twinId() throws IOException, InterruptedException {
        String body = send(request("GET", "/v1/apps/preview/machines")).body();
        int at = body.indexOf("\"id\":\"") + 6;
        return body.substring(at, at + 14);
    }

    @Test
    void answersOverHttpWithTheApisHeaders() throws Exception {
        HttpResponse<String> apps = send(request("GET", "/v1/apps?org_slug=demo"));
        assertThat(apps.statusCode()).isEqualTo(200);
        assertThat(apps.headers().firstValue("fly-request-id")).isPresent();
        assertThat(apps.headers().firstValue("content-type")).contains("application/json");
        HttpRequest bare = HttpRequest.newBuilder(URI.create(server.baseUri() + "/v1/apps?org_slug=demo"))
                .build();
        assertThat(send(bare).statusCode()).isEqualTo(401);
        assertThat(server.appNames()).hasSize(9);
    }

    @Test
    void virtualTimeFollowsTheScaledClock() throws Exception {
        assertThat(server.clock().instant()).isEqualTo(TestWorlds.START);
        pass(Duration.ofHours(1));
        assertThat(server.clock().instant()).isEqualTo(TestWorlds.START.plus(Duration.ofHours(1)));
        assertThat(server.figures().at()).isEqualTo(TestWorlds.START.plus(Duration.ofHours(1)));
        assertThat(server.figures().actual().spent()).isGreaterThan(MicroDollars.ZERO);
        assertThat(server.figures().saved()).isEqualTo(MicroDollars.ZERO);
    }

    @Test
    void aWaitIsAnsweredWhenTheStateIsReachedAndBlocksNobody() throws Exception {
        String machine = "/v1/apps/preview/machines/" + twinId();
        assertThat(send(request("POST", machine + "/suspend")).statusCode()).isEqualTo(200);
        CompletableFuture<HttpResponse<String>> wait = client.sendAsync(
                request("GET", machine + "/wait?state=suspended&timeout=60"), HttpResponse.BodyHandlers.ofString());

        // while the wait hangs, others are answered
        assertThat(send(request("GET", machine)).body()).contains("\"state\":\"suspending\"");
        assertThat(wait).isNotDone();
        pass(Duration.ofSeconds(30));

        assertThat(wait.join().statusCode()).isEqualTo(200);
        assertThat(wait.join().body()).contains("\"state\":\"suspended\"");
        assertThat(server.journal()).anyMatch(entry -> entry.what().equals("suspend suspended by flyd"));
    }

    @Test
    void aWaitRunsOutInVirtualTime() throws Exception {
        CompletableFuture<HttpResponse<String>> wait = client.sendAsync(
                request("GET", "/v1/apps/preview/machines/" + twinId() + "/wait?state=failed&timeout=20"),
                HttpResponse.BodyHandlers.ofString());
        pass(Duration.ofSeconds(19));
        assertThat(send(request("GET", "/v1/platform/regions")).statusCode()).isEqualTo(200);
        assertThat(wait).isNotDone();
        // however late the wait began, its time runs out at last
        while (!wait.isDone()) {
            pass(Duration.ofSeconds(10));
            assertThat(send(request("GET", "/v1/platform/regions")).statusCode())
                    .isEqualTo(200);
        }
        assertThat(wait.join().statusCode()).isEqualTo(408);
    }

    @Test
    void closingEndsAWait() throws Exception {
        CompletableFuture<HttpResponse<String>> wait = client.sendAsync(
                request("GET", "/v1/apps/preview/machines/" + twinId() + "/wait?state=failed"),
                HttpResponse.BodyHandlers.ofString());
        server.close();
        assertThat(wait.handle((answer, failure) -> failure != null || answer.statusCode() == 503)
                        .join())
                .isTrue();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> send(request("GET", "/metrics")));
    }

    @Test
    void queriesAnswerFromWhatWasScrapedOnTheWay() throws Exception {
        pass(Duration.ofSeconds(40));
        String query = "/api/v1/query?query=timestamp(fly_instance_up%7Bapp%3D%22hobby%22%7D)";
        for (URI base : new URI[] {server.baseUri(), server.prometheusUri()}) {
            HttpRequest ask = HttpRequest.newBuilder(URI.create(base + query)).build();
            String scraped = Long.toString(TestWorlds.START.plusSeconds(30).getEpochSecond());
            assertThat(send(ask).body()).contains("\"" + scraped + ".789\"");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "fm2_simulated, 200",
        "fo1_simulated, 200",
        "fm2_simulated-readonly, 200",
        "fm2_simulated-deploy-hobby, 401",
        "fm2_unknown, 401",
    })
    void tokensOfTheOrganizationMayQuery(String token, int status) throws Exception {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(
                        server.prometheusUri() + "/api/v1/query?query=fly_instance_up%7Bapp%3D%22hobby%22%7D"))
                .header("Authorization", "FlyV1 " + token)
                .build();
        assertThat(send(ask).statusCode()).isEqualTo(status);
    }

    @Test
    void theRestOfFlysApisIsServedBesideTheQueries() throws Exception {
        assertThat(server.userToken()).isEqualTo("fo1_simulated");
        HttpResponse<String> release = send(request("GET", "/api/v1/apps/burst-api/releases/current"));
        assertThat(release.statusCode()).isEqualTo(200);
        assertThat(release.body()).contains("\"version\":14");
        HttpRequest write = HttpRequest.newBuilder(
                        URI.create(server.baseUri() + "/v1/apps/preview/machines/" + twinId() + "/cordon"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + server.readOnlyToken())
                .build();
        assertThat(send(write).statusCode()).isEqualTo(403);
    }

    @Test
    void whatGoesWrongIsSet() throws Exception {
        server.setFaults(new ApiFaults() {
            @Override
            public Optional<String> startError(MachineRef machine) {
                return Optional.of("no");
            }
        });
        assertThat(send(request("POST", "/v1/apps/preview/machines/" + twinId() + "/start"))
                        .body())
                .contains("\"status\":\"error\"");
        String other = server.deployToken(new AppName("mailer"));
        HttpRequest foreign = HttpRequest.newBuilder(URI.create(server.baseUri() + "/v1/apps/preview/machines"))
                .header("Authorization", "Bearer " + other)
                .build();
        assertThat(send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void thePageIsServedOnItsOwnPortToo() throws Exception {
        assertThat(server.metricsUri().getPort()).isNotEqualTo(server.baseUri().getPort());
        HttpResponse<String> page =
                send(HttpRequest.newBuilder(server.metricsUri()).build());
        assertThat(page.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(page.body()).contains("fly_app_concurrency{app=\"storefront\"");
        server.prometheusDown(true);
        assertThat(send(HttpRequest.newBuilder(server.metricsUri()).build()).statusCode())
                .isEqualTo(503);
    }

    @Test
    void aScenarioOfAnotherTimeIsRefused() {
        Scenario other =
                WorldBuilder.org("demo", TestWorlds.START.plusSeconds(1)).scenario();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SimulatorServer.start(SimulatorSettings.of(1, 1, TestWorlds.START), other, TestPrices.book()))
                .withMessageContaining("scenario begins at");
    }
}
