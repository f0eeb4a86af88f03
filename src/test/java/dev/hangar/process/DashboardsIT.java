package dev.hangar.process;

import dev.hangar.grafana.PanelQuery;
import dev.hangar.testkit.RealPrometheus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Every query of every dashboard, put to a real Prometheus that scraped a daemon at work, as Fly scrapes it: with the
/// labels of
/// the daemon's own machine on every series, and Fly's own metrics beside it.
class DashboardsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int RANGE_SECONDS = 600;

    /// The simulated machine that the daemon takes for its own.
    private static final String OWN_APP = "cron";

    /// Everything that may be configured, a signal that cannot be read, one that has no series, and so small a blast
    /// radius
    /// that some plans are not sent.
    private static final String CONFIGURATION = """
            hangar:
              mode: act
              org: demo
              interval: 5s
              http: {port: 0}
              spend-budget: 40
              blast-radius: {share: 0.01, least: 4, window: 1m}
              signals:
                broken: {promql: "sum by ("}
                silent: {promql: no_such_series}
              policy: {stabilization: 0s, cool-down: 0s, idle-action: auto, max-machines-running: 5}
              apps:
                storefront: {policy: {idle-action: stop}}
                hobby: {policy: {signals: [{name: broken, capacity: 1}]}}
                preview: {policy: {signals: [{name: silent, capacity: 1}]}}
            """;

    /// Panels that no run of half a minute fills, and why.
    private static final Map<String, String> MAY_BE_EMPTY = Map.of(
            "Answers per minute other than success", "a sound world answers every call well",
            "Refused", "Fly refuses no action that the daemon plans on a sound world",
            "In doubt", "no answer is lost on a sound network",
            "annotation", "a start is marked in its first minute only");

    /// Panels and what of them is there but not a number yet, and why.
    private static final Map<String, String> NOT_YET_KNOWN = Map.of(
            "Load / load", "of all fleets at once, as here: two of them are not known, so neither is the sum",
            "Late share / followed rule", "a rule is chosen when more demand was seen than there is",
            "Late share / so far", "likewise",
            "Machines that the rule wants, and runs on average / average", "likewise",
            "Worth of resuming in time, per 30 days / ", "likewise",
            "How long a wake or a sleep takes / boot", "nobody needs a machine that sleeps so soon",
            "How long a wake or a sleep takes / resume", "likewise");

    private final SimulatorProcess fly = SimulatorProcess.start();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyQueryIsAnsweredWithData() throws IOException {
        List<PanelQuery> queries = PanelQuery.inFiles();
        String machine = fly.machines(OWN_APP).getFirst().path("id").asText();
        try (fly;
                Daemon daemon = Daemon.configured(variables(machine), configuration());
                RealPrometheus prometheus = RealPrometheus.configured(scrapes(daemon, machine))) {
            assertThat(missingAtLast(prometheus, queries))
                    .as("queries without data")
                    .isEmpty();
        }
    }

    private Map<String, String> variables(String machine) {
        return fly.variables(
                "FLY_APP_NAME", OWN_APP, "FLY_MACHINE_ID", machine, "FLY_REGION", "iad", "FLY_VM_MEMORY_MB", "256");
    }

    private String configuration() throws IOException {
        return Files.writeString(directory.resolve("dashboards.yaml"), CONFIGURATION)
                .toString();
    }

    private String scrapes(Daemon daemon, String machine) {
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: hangar
                    static_configs:
                      - targets: ["127.0.0.1:%s"]
                        labels: {app: %s, region: iad, host: h1, instance: "%s"}
                  - job_name: fly
                    honor_labels: true
                    static_configs: [{targets: ["%s"]}]
                """.formatted(
                daemon.port(), OWN_APP, machine, URI.create(fly.metrics()).getAuthority());
    }

    /// Asks until every query was answered with data once, or patience ends; returns those that never were.
    private static List<PanelQuery> missingAtLast(RealPrometheus prometheus, List<PanelQuery> queries) {
        List<PanelQuery> missing = new ArrayList<>(queries);
        missing.removeIf(query -> MAY_BE_EMPTY.containsKey(query.panel()));
        assertThat(missing).as("those that must have data").hasSizeGreaterThan(100);
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
                missing.removeIf(query -> hasData(prometheus, query));
                return missing.isEmpty();
            });
        } catch (ConditionTimeoutException late) {
            // The caller says which.
        }
        return missing;
    }

    private static boolean hasData(RealPrometheus prometheus, PanelQuery query) {
        boolean notYet = NOT_YET_KNOWN.keySet().stream()
                .anyMatch(start -> (query.panel() + " / " + query.shown()).startsWith(start));
        String promql = URLEncoder.encode(query.sent(RANGE_SECONDS), StandardCharsets.UTF_8);
        Http.Reply reply = Http.get(
                prometheus.baseUri().resolve("api/v1/query?query=" + promql).toString());
        assertThat(reply.status()).as("%s: %s", query, reply.body()).isEqualTo(200);
        return reply.json()
                .at("/data/result")
                .valueStream()
                .map(series -> series.at("/value/1").asText())
                .anyMatch(value -> notYet || !value.equals("NaN"));
    }
}
