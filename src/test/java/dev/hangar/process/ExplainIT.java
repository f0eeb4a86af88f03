package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// `hangar explain` on a simulated Fly in another process, by itself and of a daemon.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainIT {
    private final SimulatorProcess fly = SimulatorProcess.start();

    @TempDir
    private static Path directory = Path.of("");

    @AfterAll
    void stop() {
        fly.close();
    }

    private HangarProcess explain(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "explain";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return HangarProcess.run(fly.variables("HANGAR_ORG", "demo"), all);
    }

    @Test
    void explainsAnAppFromAFreshPass() {
        HangarProcess explained = explain("storefront");

        assertThat(explained.exit()).as(explained.errText()).isZero();
        assertThat(explained.err()).isEmpty();
        assertThat(explained.out().getFirst()).startsWith("storefront/app  $");
        assertThat(explained.outText())
                .contains("A fresh pass", "Demand as read", "Number of machines", "Guards", "Policy in force")
                .contains("Who would go to sleep first")
                .doesNotContain(fly.token());
    }

    @Test
    void explainsOneMachineAsJson() {
        String machine = fly.machines("burst-api").getFirst().path("id").asText();
        HangarProcess explained = explain("burst-api/" + machine, "--format", "json");

        assertThat(explained.exit()).as(explained.errText()).isZero();
        JsonNode json = Http.json(explained.outText());
        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("machine").asText()).isEqualTo(machine);
        assertThat(json.path("fleets").path(0).path("forecast").path("sentence").asText())
                .isNotEmpty();
    }

    @Test
    void saysWhyDemandIsNotKnown() {
        // Port 1 is reserved and nobody listens there.
        HangarProcess explained = HangarProcess.run(
                fly.variables("HANGAR_ORG", "demo", "HANGAR_PROMETHEUS_URL", "http://127.0.0.1:1/"),
                "explain",
                // The daemon of another test may have begun to drain a machine of any app with two.
                "uploads");

        assertThat(explained.exit()).isZero();
        assertThat(explained.errText()).contains("signal proxy-concurrency could not be read: UNAVAILABLE");
        assertThat(explained.outText())
                .contains("absent: the query failed", "cannot be foretold", "known demand          holds");
    }

    @Test
    void namesTheNearestApp() {
        HangarProcess refused = explain("storefrnt");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.errText()).startsWith("hangar: no app storefrnt").contains("did you mean storefront?");
    }

    @Test
    void needsATarget() {
        assertThat(explain().exit()).isEqualTo(2);
        assertThat(explain("a/b/c").exit()).isEqualTo(2);
    }

    @Test
    void tellsWhatTheDaemonDidItself() {
        try (Daemon daemon = Daemon.start(fly, directory, "act")) {
            String url = "http://127.0.0.1:" + daemon.port();
            // Asks without any configuration, as a colleague would.
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> HangarProcess.run(Map.of(), "explain", "burst-api", "--url", url)
                            .outText()
                            .contains("Hangar: idle"));
            HangarProcess explained = HangarProcess.run(Map.of(), "explain", "burst-api", "--url", url);

            assertThat(explained.exit()).isZero();
            assertThat(explained.outText()).contains("The daemon's last pass", "mode act");
        }
    }
}
