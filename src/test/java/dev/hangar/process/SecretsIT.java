package dev.hangar.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Plants a token for everything, lets the servers repeat whatever they are sent, and looks for it in all that is
/// shown.
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
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        fly.close();
        prometheus.close();
        simulated.close();
    }

    private Map<String, String> variables(String... more) {
        Map<String, String> variables = new LinkedHashMap<>(Map.of(
                "HANGAR_FLY_TOKEN", FLY_TOKEN,
                "HANGAR_FLY_BASE_URL", fly.base(),
                "HANGAR_PROMETHEUS_URL", prometheus.base(),
                "HANGAR_PROMETHEUS_TOKEN", PROMETHEUS_TOKEN,
                "HANGAR_HTTP_TOKEN", HTTP_TOKEN));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }

    /// Everything that the daemon shows, by where.
    private static Map<String, String> shown(Daemon daemon) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String path : List.of(
                "/metrics",
                "/api/fleets",
                "/api/passes?limit=500",
                "/api/pause",
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

    @ParameterizedTest
    @CsvSource({"observe, DEBUG", "act, DEBUG"})
    void nothingThatTheDaemonShowsHoldsASecret(String mode, String level) {
        try (Daemon daemon = Daemon.start(variables("QUARKUS_LOG_LEVEL", level), directory, mode)) {
            boolean acts = mode.equals("act");
            await("carelessness")
                    .atMost(PATIENCE)
                    .until(() -> fly.echoes() >= 5
                            && prometheus.echoes() >= 2
                            && daemon.metric("hangar_passes_total") >= 10
                            && (!acts || !fly.echoedChanges().isEmpty()));
            Map<String, String> shown = shown(daemon);

            assertThat(shown.get("stderr")).as("what was echoed is logged").contains(EchoProxy.FORGED);
            assertThat(shown.get("/api/passes?limit=500")).contains(EchoProxy.FORGED);
            holdsNothingSecret(shown);
            nothingIsForged(shown);
            daemon.process().stop("TERM");
            holdsNothingSecret(Map.of("stderr", daemon.process().errText()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json"})
    void noReportHoldsASecret(String format) {
        for (int i = 0; i < 2; i++) {
            HangarProcess report = HangarProcess.run(
                    variables("HANGAR_ORG", "demo", "QUARKUS_LOG_LEVEL", "DEBUG"), "report", "--format", format);
            Map<String, String> shown = Map.of("stdout", report.outText(), "stderr", report.errText());
            holdsNothingSecret(shown);
            nothingIsForged(shown);
        }
        assertThat(fly.echoes()).isPositive();
    }

    @Test
    void nothingCanBeChangedWithoutATokenOfTheOperator() {
        Map<String, String> variables = variables();
        variables.remove("HANGAR_HTTP_TOKEN");
        try (Daemon daemon = Daemon.start(variables, directory, "observe")) {
            Http.Reply reply = daemon.put(
                    "/api/pause", "Bearer " + FLY_TOKEN, "{\"mode\":\"all\",\"scope\":\"*\",\"for\":\"2h\"}");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains("hangar.http.token").doesNotContain("PLANTED");
            assertThat(daemon.list("/api/pause")).isEmpty();
        }
    }
}
