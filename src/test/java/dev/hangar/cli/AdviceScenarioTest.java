package dev.hangar.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.metrics.ScrapeHistory;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.survey.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Every advice in a simulated organization that lived for a week, told by `hangar report` through everything that
/// tells a real one: the command, the readers of Fly and of Prometheus over HTTP, the passes and the rules.
///
/// A week is what the rules about sizes and reservations want. It passes at once: the clock is a counter.
class AdviceScenarioTest {
    private static final Instant START = Instant.parse("2026-10-20T03:14:15.926Z");
    private static final Duration WINDOW = Duration.ofDays(7);

    /// Fly's own 15 s would take eight times the samples, for the same answers.
    private static final Duration SCRAPES = Duration.ofMinutes(2);

    /// Fly keeps snapshots so many days, and takes no money for the first gigabytes (facts 10).
    private static final int USUAL_DAYS = 5;

    private static final int FREE_SNAPSHOT_GB = 10;

    /// Rates are whole trillionths of a dollar per second, which leaves the end of a month's cents open.
    private static final double ROUNDED = 0.001;

    /// For everything that is about the organization and not about an app.
    private static final String ORG = "";

    @TempDir
    private Path directory;

    @Test
    void everyTopicFiresWhereItMustAndNowhereElse() throws IOException {
        JsonNode report = report(
                AdviceOrgs.troubled(START),
                toml("autostop-boolean", "auto_stop_machines = true", ""),
                toml("drift", "auto_stop_machines = 'suspend'", ""),
                toml("legacy-fly-toml", "auto_stop_machines = 'stop'", "[experimental]\nauto_rollback = true"));

        Map<String, Set<String>> expected = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            expected.put(topic == Topic.RESERVATION ? ORG : topic.code(), Set.of(topic.code()));
        }
        assertThat(report.path("problems")).isEmpty();
        assertThat(topics(report)).isEqualTo(expected);
        int days = AdviceOrgs.SNAPSHOT_DAYS * AdviceOrgs.VOLUME_GB + USUAL_DAYS * AdviceOrgs.LOOSE_GB;
        assertBill(report, AdviceOrgs.VOLUME_GB + AdviceOrgs.LOOSE_GB, days);
    }

    @Test
    void anOrganizationInOrderGetsNoAdvice() throws IOException {
        JsonNode report = report(AdviceOrgs.tidy(START), toml("site", "auto_stop_machines = 'suspend'", ""));

        assertThat(report.path("problems")).isEmpty();
        assertThat(report.path("fleets")).hasSize(7);
        assertThat(topics(report)).isEmpty();
        int volumes = AdviceOrgs.VOLUME_GB + AdviceOrgs.DATABASE_GB;
        assertBill(report, volumes, USUAL_DAYS * volumes);
        assertThat(number(report.path("totals").path("usdPer30Days").path("saving")))
                .isPositive();
    }

    /// The bill is what the plan says of machines, and beside it volumes, a quarter of which each daily snapshot stores
    /// (as the simulator has it), and one dedicated address in each organization.
    ///
    /// @param volumeGb all volumes together
    /// @param gbDays each volume's size by how many snapshots it has
    private static void assertBill(JsonNode report, int volumeGb, int gbDays) {
        Map<String, Double> standing = Map.of(
                "volumes", volumeGb * 0.15,
                "snapshots", (gbDays / 4.0 - FREE_SNAPSHOT_GB) * 0.08,
                "ipv4", 2.0);
        for (String when : List.of("now", "after")) {
            Map<String, Double> byKind = new TreeMap<>();
            report.path("bill")
                    .path("lines")
                    .forEach(line -> byKind.merge(
                            line.path("kind").asText(),
                            number(line.path("usdPer30Days").path(when)),
                            Double::sum));
            standing.forEach(
                    (kind, dollars) -> assertThat(byKind.get(kind)).as(kind).isCloseTo(dollars, within(ROUNDED)));
            double machines = number(report.path("totals").path("usdPer30Days").path(when));
            assertThat(byKind.getOrDefault("compute", 0.0) + byKind.getOrDefault("rootfs", 0.0))
                    .as("machines %s", when)
                    .isCloseTo(machines, within(ROUNDED));
            assertThat(number(report.path("bill").path("usdPer30Days").path(when)))
                    .as("bill %s", when)
                    .isCloseTo(
                            machines
                                    + standing.values().stream()
                                            .mapToDouble(its -> its)
                                            .sum(),
                            within(ROUNDED));
        }
    }

    private static double number(JsonNode decimal) {
        return Double.parseDouble(decimal.asText());
    }

    private static Map<String, Set<String>> topics(JsonNode report) {
        Map<String, Set<String>> topics = new TreeMap<>();
        report.path("advice")
                .forEach(advice -> topics.computeIfAbsent(advice.path("app").asText(ORG), app -> new TreeSet<>())
                        .add(advice.path("id").asText()));
        return topics;
    }

    /// A file that agrees with its app but for what is given.
    private String toml(String app, String autostop, String more) throws IOException {
        String text = """
                app = '%s'
                primary_region = 'iad'
                %s
                [http_service]
                internal_port = 8080
                force_https = true
                %s
                auto_start_machines = true
                min_machines_running = 0
                [http_service.concurrency]
                type = 'requests'
                soft_limit = 20
                hard_limit = 25
                """.formatted(app, more, autostop);
        return Files.writeString(directory.resolve(app + ".toml"), text).toString();
    }

    private static JsonNode report(Scenario scenario, String... files) throws IOException {
        AtomicLong nanos = new AtomicLong(1);
        ScrapeHistory history = new ScrapeHistory(START, SCRAPES, WINDOW.plusHours(1));
        SimulatorSettings settings =
                new SimulatorSettings(SimulatorSettings.LOOPBACK, 0, OptionalInt.empty(), 7, 1, START, nanos::get);
        try (SimulatorServer fly = SimulatorServer.start(settings, scenario, TestPrices.book(), history)) {
            nanos.addAndGet(WINDOW.plusHours(1).toNanos());
            // Lives through it now, so that no call waits for it.
            fly.figures();
            return report(fly, scenario.org().value(), files);
        }
    }

    private static JsonNode report(SimulatorServer fly, String org, String... files) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment = Map.of(
                "HANGAR_APP", "*",
                "FLY_API_TOKEN", fly.readOnlyToken(),
                "HANGAR_FLY_BASE_URL", fly.baseUri().toString(),
                "HANGAR_PROMETHEUS_URL", fly.prometheusUri().toString(),
                // Plans learn from a day at a start, which takes longer than all the rest; no advice rests on it.
                "HANGAR_PROMETHEUS_LEARN_FROM", "1h");
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false, true, environment);
        List<String> arguments =
                new ArrayList<>(List.of("report", "--format", "json", "--org", org, "--window", WINDOW.toDays() + "d"));
        for (String file : files) {
            arguments.addAll(List.of("--fly-toml", file));
        }
        int exit = new CommandFactory(console, new LiveReport(new Configuration(environment), fly.clock()))
                .execute(arguments.toArray(String[]::new));
        assertThat(exit).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
