package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.testkit.RealPrometheus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// An organization's Prometheus, as Fly has it: two daemons, one of which has just taken over a fleet from the other,
/// so that both
/// tell of it; and a process of somebody else that has the same names.
class SeveralDaemonsTest {
    private static final long AT = 1_764_000_000;
    private static final int RANGE = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OLD = "app=\"hangar\",region=\"iad\",host=\"h1\",instance=\"a\",";
    private static final String NEW = "app=\"hangar\",region=\"fra\",host=\"h2\",instance=\"b\",";
    private static final String SHOP = "fleet_app=\"shop\",fleet_group=\"app\"";
    private static final String MAIL = "fleet_app=\"mailer\",fleet_group=\"worker\"";

    private static RealPrometheus server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        gauge(text, "hangar_fleet_cost_dollars_per_hour", OLD + SHOP, 2);
        gauge(text, "hangar_fleet_cost_dollars_per_hour", NEW + SHOP, 2);
        gauge(text, "hangar_fleet_cost_dollars_per_hour", NEW + MAIL, 3);
        gauge(text, "hangar_fleet_planned_cost_dollars_per_hour", OLD + SHOP, 1);
        gauge(text, "hangar_fleet_planned_cost_dollars_per_hour", NEW + SHOP, 1);
        gauge(text, "hangar_fleet_planned_cost_dollars_per_hour", NEW + MAIL, 5);
        gauge(text, "hangar_fleet_serving", OLD + SHOP, 1);
        gauge(text, "hangar_fleet_serving", NEW + SHOP, 1);
        gauge(text, "hangar_fleet_serving", NEW + MAIL, 0);
        gauge(text, "hangar_fleet_floor", OLD + SHOP, 1);
        gauge(text, "hangar_fleet_floor", NEW + SHOP, 1);
        gauge(text, "hangar_fleet_floor", NEW + MAIL, 1);
        gauge(text, "hangar_mode", OLD + "mode=\"act\"", 1);
        gauge(text, "hangar_mode", NEW + "mode=\"act\"", 0);
        gauge(text, "hangar_build_info", OLD, 1);
        gauge(text, "hangar_build_info", NEW, 1);
        gauge(text, "process_uptime_seconds", OLD, 5000);
        gauge(text, "process_uptime_seconds", NEW, 70);
        gauge(text, "process_uptime_seconds", "app=\"shop\",instance=\"c\"", 1);
        gauge(text, "hangar_tick_age_seconds", OLD, 700);
        gauge(text, "hangar_tick_age_seconds", NEW, 3);
        gauge(text, "hangar_interval_seconds", OLD, 70);
        gauge(text, "hangar_interval_seconds", NEW, 15);
        gauge(text, "hangar_signal_age_seconds", OLD + "signal=\"proxy-concurrency\"", 20);
        gauge(text, "hangar_signal_age_seconds", NEW + "signal=\"proxy-concurrency\"", 30);
        gauge(text, "hangar_signal_age_seconds", NEW + "signal=\"queue\"", 9000);
        gauge(text, "hangar_signal_fleets", OLD + "signal=\"proxy-concurrency\"", 1);
        gauge(text, "hangar_signal_fleets", NEW + "signal=\"proxy-concurrency\"", 1);
        gauge(text, "hangar_signal_fleets", NEW + "signal=\"queue\"", 0);
        gauge(text, "hangar_fleets", OLD + "state=\"blind\"", 0);
        gauge(text, "hangar_fleets", NEW + "state=\"blind\"", 1);
        gauge(text, "hangar_apps_unread", OLD, 2);
        gauge(text, "hangar_apps_unread", NEW, 0);
        counter(text, "hangar_fleet_spent_dollars_total", OLD + SHOP, 3);
        counter(text, "hangar_fleet_spent_dollars_total", NEW + SHOP, 3);
        counter(text, "hangar_fleet_saved_dollars_total", OLD + SHOP, 1);
        counter(text, "hangar_fleet_saved_dollars_total", NEW + SHOP, 0);
        counter(text, "hangar_fleet_overspent_dollars_total", OLD + SHOP, 0);
        counter(text, "hangar_fleet_overspent_dollars_total", NEW + SHOP, 0);
        server = RealPrometheus.holding(text.append("# EOF\n").toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void gauge(StringBuilder text, String name, String labels, double value) {
        for (long at = AT - RANGE; at <= AT; at += 15) {
            text.append("%s{%s} %s %d\n".formatted(name, labels.replaceAll(",$", ""), value, at));
        }
    }

    private static void counter(StringBuilder text, String name, String labels, double each) {
        for (int i = 0; i <= RANGE / 15; i++) {
            text.append("%s{%s} %s %d\n".formatted(name, labels.replaceAll(",$", ""), i * each, AT - RANGE + i * 15L));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // A fleet that both tell of is paid for once.
        "hangar-overview, now, 3600",
        // The worker grows: that is nothing to gain, and takes nothing from what the shop has to gain.
        "hangar-overview, to gain, 720",
        "hangar-overview, below the floor, 1",
        // Between observe and act: shown as mixed.
        "hangar-overview, mode, 0.5",
        // The one that hangs is not hidden by the other.
        "hangar-daemon, since the last tick, 10",
        // Nobody needs the queue's while all its machines sleep.
        "hangar-overview, age of the signal, 30",
        // A fleet whose demand is unknown, and two apps that could not be read.
        "hangar-overview, blind, 3",
        // Both count what the fleet costs, and only one what it put to sleep.
        "hangar-overview, share, 0.25",
        // The youngest of the daemons, not of all processes.
        "hangar-daemon, up, 70",
    })
    void nothingIsCountedTwice(String board, String shown, double expected) throws IOException, InterruptedException {
        PanelQuery query = PanelQuery.inFiles().stream()
                .filter(candidate ->
                        candidate.board().equals(board) && candidate.shown().equals(shown))
                .findFirst()
                .orElseThrow();

        JsonNode result = ask(query.sent(RANGE));

        assertThat(result).as(query.expr()).hasSize(1);
        assertThat(result.at("/0/value/1").asDouble()).isCloseTo(expected, within(1e-9));
    }

    private static JsonNode ask(String promql) throws IOException, InterruptedException {
        URI address = server.baseUri()
                .resolve("api/v1/query?time=" + AT + "&query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
            return JSON.readTree(body).at("/data/result");
        }
    }
}
