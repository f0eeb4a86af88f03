package dev.hangar.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// `hangar simulate`, and what all runs here have in common.
class SimulateIT {
    @Test
    void servesTheSimulatedFlyUntilItIsStopped() {
        try (SimulatorProcess fly = SimulatorProcess.start()) {
            Http.Reply listed = fly.get("/v1/apps?org_slug=demo");

            assertThat(listed.status()).isEqualTo(200);
            assertThat(listed.json()
                            .path("apps")
                            .valueStream()
                            .map(app -> app.path("name").asText()))
                    .containsExactlyInAnyOrderElementsOf(fly.apps());
            assertThat(fly.apps()).contains("storefront", "shop-db").isSorted();
            assertThat(Http.get(fly.base() + "/v1/apps?org_slug=demo").status()).isEqualTo(401);

            fly.process().signal("TERM");

            assertThat(fly.process().exit()).isEqualTo(143);
            assertThat(fly.process().err()).isEmpty();
            assertThat(Http.get(fly.base() + "/metrics").status()).isZero();
        }
    }

    @Test
    void saysInOneLineThatItsPortIsTaken() {
        try (SimulatorProcess fly = SimulatorProcess.start()) {
            String port = fly.base().substring(fly.base().lastIndexOf(':') + 1);

            HangarProcess second = HangarProcess.run(Map.of(), "simulate", "--port", port);

            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).singleElement().asString().startsWith("hangar: cannot serve on port " + port);
            assertThat(second.out()).isEmpty();
        }
    }

    @Test
    void startsWithTheLaunchersFlags() throws Exception {
        String launcher = Files.readString(Path.of("hangar"));
        String start = launcher.substring(launcher.lastIndexOf("exec \"$java_home/bin/java\""));
        // The compiler's tier is a variable there: a backtest gets another one.
        assertThat(launcher).contains("tiers=-XX:TieredStopAtLevel=1");
        List<String> flags = Pattern.compile("\\s(\"\\$tiers\"|--?[A-Zes][^\\s\\\\]*)")
                .matcher(start.substring(0, start.indexOf("-jar")))
                .results()
                .map((MatchResult found) ->
                        found.group(1).equals("\"$tiers\"") ? "-XX:TieredStopAtLevel=1" : found.group(1))
                .toList();

        assertThat(flags).containsExactlyElementsOf(HangarProcess.FLAGS);
    }
}
