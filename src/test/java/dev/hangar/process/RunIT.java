package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// `hangar run` in dry run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunIT {
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final Pattern SERIES = Pattern.compile("^(hangar_\\w+)(?:\\{(.*)})? ", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final SimulatorProcess fly = SimulatorProcess.start();
    private final Map<String, Long> lastWrites = lastWrites();

    @TempDir
    private static Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start first
    private Daemon daemon;

    @BeforeAll
    void start() {
        daemon = Daemon.start(fly, directory, "observe");
        daemon.awaitReady();
    }

    @AfterAll
    void stop() {
        fly.close();
        daemon.close();
    }

    /// When somebody with a token last changed each machine, by `app/id`.
    private Map<String, Long> lastWrites() {
        Map<String, Long> writes = new TreeMap<>();
        fly.machines()
                .forEach((name, machine) -> writes.put(
                        name,
                        machine.path("events")
                                .valueStream()
                                .filter(event -> event.path("source").asText().equals("user"))
                                .mapToLong(event -> event.path("timestamp").asLong())
                                .max()
                                .orElse(0)));
        return writes;
    }

    @Test
    void isAliveAndReady() {
        assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);
        assertThat(daemon.get("/q/health/ready").json().path("status").asText()).isEqualTo("UP");
    }

    /// What the list says is always there, is there; and nothing else is, with no other labels and no other values.
    @Test
    void exportsTheMetricsOfTheList() {
        List<String> expected = Metric.all().stream()
                .map(Metric::spec)
                .filter(spec -> RunIT.isInEveryDryRun(spec.presence()))
                .map(RunIT::firstSeries)
                .toList();
        // An adaptive rule is known once a fleet has had a pass.
        String page = await().atMost(Duration.ofSeconds(60))
                .until(() -> daemon.get("/metrics").body(), text -> series(text).containsAll(expected));

        Map<String, Metric.Spec> known = Metric.all().stream()
                .map(Metric::spec)
                .collect(Collectors.toMap(spec -> spec.name().replaceFirst("_(total|seconds)$", ""), spec -> spec));
        SERIES.matcher(page).results().forEach(line -> {
            String name =
                    line.group(1).replaceFirst("_(bucket|count|sum|max)$", "").replaceFirst("_(total|seconds)$", "");
            assertThat(known).as(line.group()).containsKey(name);
            assertLabels(known.get(name), line.group(2) == null ? "" : line.group(2));
        });
    }

    private static boolean isInEveryDryRun(Metric.Presence presence) {
        return switch (presence) {
            case ALWAYS, FLEETS, ADAPTIVE -> true;
            case EVENT, ACTING, CONFIGURED, ON_FLY -> false;
        };
    }

    private static String firstSeries(Metric.Spec spec) {
        return switch (spec.kind()) {
            case COUNTER, GAUGE -> spec.name();
            case HISTOGRAM -> spec.name() + "_bucket";
            case SUMMARY -> spec.name() + "_count";
        };
    }

    private static Set<String> series(String page) {
        return SERIES.matcher(page).results().map(line -> line.group(1)).collect(Collectors.toSet());
    }

    private static void assertLabels(Metric.@Nullable Spec spec, String labels) {
        Map<String, List<String>> allowed = Objects.requireNonNull(spec).labels().stream()
                .collect(Collectors.toMap(Metric.Label::name, Metric.Label::values));
        LABEL.matcher(labels)
                .results()
                .filter(label -> !label.group(1).equals("le"))
                .forEach(label -> {
                    List<String> values = allowed.getOrDefault(label.group(1), List.of("no such label"));
                    assertThat(values.isEmpty() || values.contains(label.group(2)))
                            .as(spec.name() + " " + label.group())
                            .isTrue();
                });
    }

    @Test
    void tellsTheReasonForEveryMachineOfEveryFleet() {
        // Ready is who has finished one pass; the other fleets follow.
        List<JsonNode> fleets = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> daemon.list("/api/fleets"),
                        list -> list.size() >= fly.apps().size());

        assertThat(fleets)
                .extracting(fleet -> fleet.path("app").asText())
                .containsExactlyInAnyOrderElementsOf(fly.apps());
        assertThat(fleets).allSatisfy(fleet -> {
            assertThat(fleet.path("mode").asText()).isEqualTo("observe");
            assertThat(fleet.path("machines").valueStream()).isNotEmpty().allSatisfy(machine -> {
                assertThat(machine.path("reason").asText()).isNotBlank();
                assertThat(machine.path("sentence").asText()).isNotBlank();
            });
        });
    }

    @Test
    void plansButWritesNothing() {
        int everyFleetThrice = 3 * fly.apps().size();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> daemon.metric("hangar_passes_total") >= everyFleetThrice
                        && daemon.metric("hangar_decisions_total") > 0);

        assertThat(daemon.list("/api/passes")).isNotEmpty().allSatisfy(pass -> {
            assertThat(pass.path("mode").asText()).isEqualTo("observe");
            assertThat(pass.path("actions").findValues("outcome")).allMatch(JsonNode::isNull);
        });
        assertThat(lastWrites()).isEqualTo(lastWrites);
        Map<String, JsonNode> machines = fly.machines();
        assertThat(machines.values()).noneMatch(SimulatorProcess::isCordoned);
        assertThat(machines.values())
                .allMatch(machine -> SimulatorProcess.drainTag(machine).isEmpty());
        assertThat(machines.keySet()).noneMatch(fly::isLeased);
    }

    @Test
    void logsOneJsonObjectPerLineWithoutSecretsAndKeepsStandardOutputClean() throws IOException {
        daemon.process().awaitLine("\"event\":\"decision\"");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : daemon.process().err()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .allMatch(JsonNode::isObject)
                .allSatisfy(line -> assertThat(line.path("time").asText())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .allMatch(line -> line.hasNonNull("level") && line.hasNonNull("logger") && line.hasNonNull("message"))
                .anyMatch(line -> line.path("message").asText().contains("Listening on"));
        JsonNode settings = lines.getFirst().path("settings");
        assertThat(settings.path("hangar.mode").path("value").asText()).isEqualTo("observe");
        assertThat(settings.path("hangar.mode").path("source").asText()).isEqualTo("HANGAR_MODE");
        assertThat(settings.path("hangar.fly.token").path("value").asText()).isEqualTo("<redacted>");
        assertThat(lines)
                .filteredOn(line -> line.path("event").asText().equals("decision"))
                .isNotEmpty()
                .allMatch(line -> fly.apps().contains(line.path("app").asText()));
        assertThat(daemon.process().errText()).doesNotContain(fly.token());
        assertThat(daemon.process().out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void stopsInTimeWhenAsked(String signal, int exitCode) {
        try (Daemon another = Daemon.start(fly.variables("HANGAR_LOG_FORMAT", "text"), directory, "observe")) {
            assertThat(another.process().err())
                    .contains(
                            "hangar: effective settings",
                            "  hangar.mode = observe (HANGAR_MODE)",
                            "  hangar.fly.token = <redacted> (HANGAR_FLY_TOKEN)")
                    .anyMatch(line ->
                            line.matches(" {2}hangar\\.policy\\.stabilization = 0s \\(.*hasty\\.yaml line \\d+\\)"));
            assertThat(another.process().stop(signal)).isLessThan(PROMISED);

            assertThat(another.process().exit()).isEqualTo(exitCode);
            assertThat(another.process().err().getLast()).contains("hangar stopped");
            assertThat(another.process().errText()).doesNotContain("\tat ");
        }
    }

    @Test
    void saysInOneLineThatItsPortIsTaken() {
        HangarProcess second = HangarProcess.run(
                fly.variables("HANGAR_HTTP_PORT", daemon.port()), "run", "--config", Daemon.configuration(directory));

        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err().getLast()).startsWith("hangar: cannot serve on port " + daemon.port());
        assertThat(second.errText()).doesNotContain("\tat ");
    }
}
