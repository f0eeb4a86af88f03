package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// `hangar report` on a simulated Fly in another process.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {
    private final SimulatorProcess fly = SimulatorProcess.start();

    @TempDir
    private static Path directory = Path.of("");

    private String hasty = "";

    @BeforeAll
    void awaitDemandThatIsKnownForAMoment() throws IOException {
        hasty = Files.writeString(directory.resolve("hasty.yaml"), """
                        hangar:
                          org: demo
                          policy: {stabilization: 0s, cool-down: 0s}
                        """).toString();
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .until(() -> HangarProcess.run(fly.variables(), "report", "--detailed-exitcode", "--config", hasty)
                                .exit()
                        == 2);
    }

    @AfterAll
    void stop() {
        fly.close();
    }

    private static void holdsNoSecret(HangarProcess report, String secret) {
        assertThat(report.toString()).doesNotContain(secret);
    }

    @Test
    void namesEveryAppAndEndsWithATotal() {
        HangarProcess report = HangarProcess.run(fly.variables("HANGAR_ORG", "demo", "HANGAR_APP", "*"), "report");

        assertThat(report.exit()).isZero();
        assertThat(report.err()).isEmpty();
        assertThat(report.out().getFirst())
                .startsWith("Hangar report of org demo")
                .contains("dry run");
        fly.apps().forEach(app -> assertThat(report.out()).anyMatch(line -> line.startsWith(app + "/")));
        assertThat(report.out()).anyMatch(line -> line.matches("Total +\\$[0-9.]+ .*per 30 days.*"));
        assertThat(report.out().getLast()).startsWith("Estimate by list prices").endsWith("not a bill.");
        holdsNoSecret(report, fly.token());
    }

    @Test
    void needsThreeVariablesForOneApp() {
        HangarProcess report = HangarProcess.run(fly.variables("HANGAR_APP", "storefront"), "report");

        assertThat(report.exit()).isZero();
        assertThat(report.err()).isEmpty();
        assertThat(report.outText()).contains("storefront/app").contains("1 fleet, 2 machines");
    }

    /// The simulated Fly opens with ten minutes behind it, so a window of an hour is not full.
    @Test
    void changesNothingBeforeAFullWindowHasBeenSeen() {
        HangarProcess report = HangarProcess.run(
                fly.variables("HANGAR_APP", "storefront", "HANGAR_POLICY_STABILIZATION", "1h"),
                "report",
                "--detailed-exitcode");

        assertThat(report.exit()).as(report.outText()).isZero();
        assertThat(report.outText()).contains("0 changes");
    }

    /// The window is read from history, so the first report already has something to say.
    @Test
    void plansAtOnceWhatAFullWindowOfHistoryShows() {
        HangarProcess report =
                HangarProcess.run(fly.variables("HANGAR_APP", "storefront"), "report", "--detailed-exitcode");

        assertThat(report.exit()).as(report.outText()).isEqualTo(2);
        assertThat(report.outText()).contains("launch-pair", "1 change");
    }

    @Test
    void tellsChangesByItsExitCode() {
        HangarProcess detailed = HangarProcess.run(fly.variables(), "report", "--detailed-exitcode", "--config", hasty);
        HangarProcess plain = HangarProcess.run(fly.variables(), "report", "--config", hasty);

        assertThat(detailed.exit()).isEqualTo(2);
        assertThat(detailed.outText()).contains("launch-pair").containsPattern("Total +\\$[0-9.]+ → \\$[0-9.]+");
        assertThat(plain.exit()).isZero();
    }

    @Test
    void speaksVersionOneOfItsJson() {
        HangarProcess report = HangarProcess.run(fly.variables(), "report", "--format", "json", "--config", hasty);

        assertThat(report.exit()).isZero();
        assertThat(report.err()).isEmpty();
        JsonNode json = Http.json(report.outText());
        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("fleets")
                        .valueStream()
                        .map(fleet -> fleet.path("app").asText()))
                .containsExactlyInAnyOrderElementsOf(fly.apps());
        assertThat(json.path("exit").path("meaning").asText()).isEqualTo("changes");
        assertThat(json.path("totals").path("usdPer30Days").path("saving").asDouble())
                .isPositive();
        holdsNoSecret(report, fly.token());
    }

    @Test
    void showsWhoRefusedAWrongToken() {
        Map<String, String> wrong = fly.variables("HANGAR_ORG", "demo", "HANGAR_FLY_TOKEN", "fm2_not_ours");

        HangarProcess table = HangarProcess.run(wrong, "report");
        HangarProcess json = HangarProcess.run(wrong, "report", "--format", "json", "--detailed-exitcode");

        assertThat(table.exit()).isEqualTo(1);
        assertThat(table.outText())
                .contains("Nothing could be read")
                .containsPattern("list of apps: UNAUTHORIZED status=401 request=01HANGAR\\d+-iad");
        assertThat(json.exit()).isEqualTo(1);
        JsonNode failure = Http.json(json.outText()).path("problems").path(0).path("failure");
        assertThat(failure.path("kind").asText()).isEqualTo("unauthorized");
        assertThat(failure.path("requestId").asText()).startsWith("01HANGAR");
        holdsNoSecret(table, "fm2_not_ours");
        holdsNoSecret(json, "fm2_not_ours");
    }

    @Test
    void plansNoShrinkWithoutDemandAndSaysSo() {
        // Port 1 is reserved and nobody listens there.
        Map<String, String> deaf = fly.variables("HANGAR_PROMETHEUS_URL", "http://127.0.0.1:1/");

        HangarProcess plain = HangarProcess.run(deaf, "report", "--config", hasty);
        HangarProcess detailed =
                HangarProcess.run(deaf, "report", "--config", hasty, "--detailed-exitcode", "--format", "json");

        assertThat(plain.exit()).isZero();
        assertThat(plain.outText())
                .contains("Could not be read", "signal proxy-concurrency: UNAVAILABLE")
                .contains("absent is never zero")
                .contains("0 changes");
        assertThat(detailed.exit()).isEqualTo(3);
        assertThat(Http.json(detailed.outText()).path("totals").path("changes").asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "run"})
    void listsEverythingThatIsWrongWithTheConfigurationAtOnce(String command) {
        HangarProcess refused = HangarProcess.run(
                fly.variables(
                        "HANGAR_ORG", "BAD ORG",
                        "HANGAR_INTERVAL", "1s",
                        "HANGAR_POLICY_TOLERANCE", "1.5",
                        "HANGAR_POLICY_STABILISATION", "5m"),
                command);

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .hasSize(5)
                .contains(
                        "hangar: the configuration has 4 problems:",
                        "  hangar.interval = \"1s\": must be a duration from 5s to 5m, in ms, s, m, h or d (HANGAR_INTERVAL)",
                        "  hangar.policy.tolerance = \"1.5\": must be a number in [0, 1) (HANGAR_POLICY_TOLERANCE)")
                .anyMatch(line -> line.startsWith("  hangar.org = \"BAD ORG\": must be a slug"))
                .anyMatch(line -> line.startsWith("  HANGAR_POLICY_STABILISATION: unknown variable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly-me-home",
                "report --fly-me-home",
                "report --format xml",
                "demo --for soon",
                "simulate --speed 0"
            })
    void refusesWhatItDoesNotKnow(String arguments) {
        HangarProcess refused = HangarProcess.run(fly.variables(), arguments.split(" ", -1));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().getFirst()).startsWith("hangar: ");
        assertThat(refused.errText()).doesNotContain("\tat ");
    }
}
