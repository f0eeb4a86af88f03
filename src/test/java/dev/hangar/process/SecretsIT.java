package dev.hangar.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Plants a token for everything, lets the servers repeat whatever they are sent, and looks for it in all that is
/// shown.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsIT {
    private static final String FLY_TOKEN = "fm2_PLANTEDflytoken0123456789";
    private static final String PROMETHEUS_TOKEN = "PLANTEDprometheus0123456789";
    private static final String HTTP_TOKEN = "PLANTEDoperator0123456789";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SimulatorProcess simulated = SimulatorProcess.start();
    private final EchoProxy fly = EchoProxy.to(simulated.base(), simulated.token());
    private final EchoProxy prometheus =
            EchoProxy.to(simulated.variables().getOrDefault("HANGAR_PROMETHEUS_URL", ""), simulated.token());

    @TempDir
    private static Path directory = Path.of("");

    private final List<Daemon> daemons = new ArrayList<>();

    /// Both at once: they mostly wait. The one that only observes has no token of the operator.
    @BeforeAll
    void start() {
        Map<String, String> tokenless = variables();
        tokenless.remove("HANGAR_HTTP_TOKEN");
        CompletableFuture<Daemon> observing =
                CompletableFuture.supplyAsync(() -> Daemon.start(tokenless, directory, "observe"));
        daemons.add(Daemon.start(variables(), directory, "act"));
        daemons.add(observing.join());
    }

    @AfterAll
    void stop() {
        daemons.forEach(Daemon::close);
        fly.close();
        prometheus.close();
        simulated.close();
    }

    private Map<String, String> variables() {
        return new LinkedHashMap<>(Map.of(
                "HANGAR_FLY_TOKEN",
                FLY_TOKEN,
                "HANGAR_FLY_BASE_URL",
                fly.base(),
                "HANGAR_FLY_GRAPHQL_URL",
                fly.base() + "/graphql",
                "HANGAR_PROMETHEUS_URL",
                prometheus.base(),
                "HANGAR_PROMETHEUS_TOKEN",
                PROMETHEUS_TOKEN,
                "HANGAR_HTTP_TOKEN",
                HTTP_TOKEN,
                "QUARKUS_LOG_LEVEL",
                "DEBUG"));
    }

    /// Everything that the daemon shows, by where.
    private static Map<String, String> shown(Daemon daemon) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String path : List.of(
                "/metrics",
                "/api/fleets",
                "/api/passes?limit=500",
                "/api/pause",
                "/api/explain/storefront",
                "/api/explain/storefront?format=json",
                "/q/health",
                "/q/health/ready",
                "/q/health/live",
                "/no-such-page")) {
            shown.put(path, daemon.get(path).body());
        }
        shown.put(
                "PUT with a wrong token",
                daemon.put("/api/pause", "Bearer wrong", "{}").body());
        shown.put(
                "PUT with a wrong body",
                daemon.put("/api/pause", "Bearer " + HTTP_TOKEN, "{").body());
        shown.put("stdout", daemon.process().outText());
        shown.put("stderr", daemon.process().errText());
        shown.put("threads", daemon.process().threads());
        return shown;
    }

    private void holdsNothingSecret(Map<String, String> shown) {
        List<String> secrets = new ArrayList<>(
                List.of("PLANTED", "FlyV1 fm", "Bearer PLANTED", EchoProxy.ENV_SECRET, simulated.token()));
        secrets.addAll(fly.nonces());
        shown.forEach((where, text) -> assertThat(secrets)
                .as("secrets in %s", where)
                .filteredOn(text::contains)
                .isEmpty());
    }

    private static void nothingIsForged(Map<String, String> shown) {
        shown.forEach((where, text) -> {
            assertThat(text).as(where).doesNotContain("\u001b[31m", "\u001b[2J", "\u202e");
            assertThat(text.lines()).as(where).noneMatch(line -> line.startsWith(EchoProxy.FORGED));
        });
    }

    @Test
    @Order(1)
    void nothingCanBeChangedWithoutATokenOfTheOperator() {
        Daemon observing = daemons.getLast();
        Http.Reply reply =
                observing.put("/api/pause", "Bearer " + FLY_TOKEN, "{\"mode\":\"all\",\"scope\":\"*\",\"for\":\"2h\"}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("hangar.http.token").doesNotContain("PLANTED");
        assertThat(observing.list("/api/pause")).isEmpty();
    }

    @Test
    @Order(2)
    void noReportHoldsASecret() {
        Map<String, String> variables = variables();
        variables.put("HANGAR_ORG", "demo");
        HangarProcess table = HangarProcess.start(variables, "report");
        HangarProcess json = HangarProcess.start(variables, "report", "--format", "json");
        HangarProcess doctor = HangarProcess.start(variables, "doctor");
        for (HangarProcess report : List.of(table, json, doctor)) {
            report.exit();
            Map<String, String> shown = Map.of("stdout", report.outText(), "stderr", report.errText());
            assertThat(shown.get("stdout")).isNotEmpty();
            holdsNothingSecret(shown);
            nothingIsForged(shown);
        }
    }

    /// The last: it ends the daemons.
    @Test
    @Order(3)
    void nothingThatTheDaemonsShowHoldsASecret() {
        await("carelessness")
                .atMost(PATIENCE)
                .until(() -> fly.echoes() >= 5
                        && prometheus.echoes() >= 2
                        && !fly.echoedChanges().isEmpty()
                        && daemons.stream()
                                .allMatch(daemon -> daemon.metric("hangar_passes_total") >= 10
                                        && daemon.get("/api/passes?limit=500")
                                                .body()
                                                .contains(EchoProxy.FORGED)));
        for (Daemon daemon : daemons) {
            Map<String, String> shown = shown(daemon);
            assertThat(shown.get("threads")).contains("\"main\"");
            assertThat(shown.get("stderr")).as("what was echoed is logged").contains(EchoProxy.FORGED);
            holdsNothingSecret(shown);
            nothingIsForged(shown);
        }
        daemons.forEach(daemon -> daemon.process().signal("TERM"));
        daemons.forEach(daemon -> {
            daemon.process().exit();
            holdsNothingSecret(Map.of("stderr", daemon.process().errText()));
        });
    }
}
