package dev.hangar.prometheus;

import dev.hangar.control.Usage;
import dev.hangar.model.AppName;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineId;
import dev.hangar.prometheus.StubPrometheus.Asked;
import dev.hangar.prometheus.StubPrometheus.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// What is asked of the server for a report, and what becomes of failures.
class UsageTest {
    private static final Instant AT = Instant.parse("2026-11-18T13:46:47.123Z");
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final String MATRIX = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
    private static final String ONE = "{\"metric\":{\"app\":\"shop\",\"instance\":\"m1\"},\"value\":[1,\"100\"]}";

    @Test
    void everyFigureIsOneQueryForAllApps() throws IOException {
        List<Asked> asked = asked(Optional.empty(), UsageTest::one);

        assertThat(asked).hasSize(Figure.values().length + 2);
        assertThat(asked)
                .extracting(Asked::query)
                .doesNotHaveDuplicates()
                .noneMatch(query -> query.contains("app=~") && query.contains("rate"));
        assertThat(asked)
                .filteredOn(one -> one.path().endsWith("/query"))
                .allSatisfy(one -> assertThat(one.parameters()).containsEntry("time", "1795009607.123"));
        assertThat(asked)
                .extracting(Asked::query)
                .contains("quantile_over_time(0.99, (sum by (app, instance) (rate(fly_instance_cpu{mode!~\"idle|iowait"
                        + "|steal\"}[300s])))[1209600s:300s]) / 100");
    }

    @Test
    void aFewAppsAreNamedAndManyAreNot() throws IOException {
        assertThat(asked(names("shop", "a.b\"}"), UsageTest::one))
                .allSatisfy(one -> assertThat(one.query()).containsAnyOf("app=~\"a.b..|shop\"", "app=~\"shop\""));
        String[] many = IntStream.rangeClosed(0, AppSelector.MOST_NAMES)
                .mapToObj(number -> "app-" + number)
                .toArray(String[]::new);

        List<Asked> asked = asked(names(many), UsageTest::one);

        assertThat(asked).extracting(Asked::query).noneMatch(query -> query.contains("app=~"));
    }

    @Test
    void seriesOfOtherAppsAndValuesThatAreNoNumberCountForNothing() throws IOException {
        Usage usage = read(
                names("a.b"),
                asked -> asked.path().endsWith("range")
                        ? Reply.of(200, MATRIX)
                        : Reply.vector("{\"metric\":{\"app\":\"axb\",\"instance\":\"m1\"},\"value\":[1,\"1\"]},"
                                + "{\"metric\":{\"app\":\"a.b\",\"instance\":\"m2\"},\"value\":[1,\"NaN\"]},"
                                + "{\"metric\":{\"app\":\"a.b\",\"instance\":\"m3\"},\"value\":[1,\"+Inf\"]},"
                                + "{\"metric\":{\"instance\":\"m4\"},\"value\":[1,\"1\"]},"
                                + "{\"metric\":{\"app\":\"a.b\"},\"value\":[1,\"7\"]}"));

        assertThat(usage.machines()).isEmpty();
        assertThat(usage.traffic()).containsOnlyKeys(new AppName("a.b"));
        assertThat(usage.failures()).isEmpty();
    }

    @Test
    void aFigureThatFailsIsNamedAndTheRestGoesOn() throws IOException {
        Usage usage = read(
                Optional.empty(),
                asked -> asked.query().contains("exit_oom")
                        ? Reply.of(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\"}")
                        : one(asked));

        assertThat(usage.failures()).singleElement().satisfies(unread -> {
            assertThat(unread.figure()).isEqualTo("exits out of memory");
            assertThat(unread.failure().kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        });
        Usage.OfMachine machine =
                Optional.ofNullable(usage.machines().get(new MachineId("m1"))).orElseThrow();
        assertThat(machine.oomKills()).isEmpty();
        assertThat(machine.cpus()).hasValue(100);
        assertThat(usage.window()).isEqualTo(WINDOW);
    }

    @Test
    void aWindowThatIsTooLongForTheServerIsShortenedOnceAndNamed() throws IOException {
        Usage usage = read(
                Optional.empty(),
                asked -> asked.query().contains("[1209600s:300s]")
                        ? Reply.of(
                                422,
                                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}")
                        : one(asked));

        assertThat(usage.window()).isEqualTo(Duration.ofDays(1));
        assertThat(usage.failures()).singleElement().satisfies(unread -> {
            assertThat(unread.figure()).isEqualTo("use over 14 days");
            assertThat(unread.failure().detail()).isEqualTo("too many samples; 1 day was read instead");
        });
        assertThat(usage.machines()).hasSize(1);
    }

    @Test
    void aServerThatRefusesTheTokenIsAskedOnce() throws IOException {
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.of(401, "no"));
                PrometheusUsageSource source = source(server)) {
            Usage usage = source.read(Optional.empty(), AT, WINDOW);

            assertThat(server.asked).hasSize(1);
            assertThat(usage.failures()).singleElement().satisfies(unread -> {
                assertThat(unread.figure()).isEqualTo("any use");
                assertThat(unread.failure().kind()).isEqualTo(FailureKind.UNAUTHORIZED);
            });
            assertThat(usage.machines()).isEmpty();
        }
    }

    @Test
    void linesAreForTheBusiestAppsAndHaveFewPoints() throws IOException {
        String crowd = IntStream.range(0, UsageLines.MOST_APPS + 9)
                .mapToObj(number -> "{\"metric\":{\"app\":\"app-%d\",\"instance\":\"m%d\"},\"value\":[1,\"%d\"]}"
                        .formatted(number, number, number))
                .collect(Collectors.joining(","));
        try (StubPrometheus server = new StubPrometheus(
                        asked -> asked.path().endsWith("range") ? Reply.of(200, MATRIX) : Reply.vector(crowd));
                PrometheusUsageSource source = source(server)) {
            source.read(Optional.empty(), AT, WINDOW);

            assertThat(server.asked)
                    .filteredOn(asked -> asked.path().endsWith("range"))
                    .hasSize(2)
                    .allSatisfy(asked -> {
                        double length = Double.parseDouble(asked.parameters().get("end"))
                                - Double.parseDouble(asked.parameters().get("start"));
                        assertThat(length
                                        / Double.parseDouble(asked.parameters().get("step")))
                                .isBetween(190.0, UsageLines.MOST_POINTS - 1.0);
                        assertThat(asked.query()).contains("app-58", "app-9").doesNotContain("app-8|", "app-8\"");
                    });
        }
    }

    /// Three points, 15 s apart: the server measures one app at the first, another at the second, none at the third.
    @Test
    void nothingIsStartedOnlyWhereOthersWereMeasuredAndTheAppWasSeenBefore() throws IOException {
        String matrix = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"app\":\"shop\"},\"values\":[[1795009562.123,\"2\"]]},"
                + "{\"metric\":{\"app\":\"late\"},\"values\":[[1795009577.123,\"1\"]]}]}}";
        String both = ONE + ",{\"metric\":{\"app\":\"late\",\"instance\":\"m2\"},\"value\":[1,\"1\"]}";
        try (StubPrometheus server = new StubPrometheus(asked -> !asked.path().endsWith("range")
                        ? Reply.vector(both)
                        : Reply.of(200, asked.query().contains("concurrency") ? MATRIX : matrix));
                PrometheusUsageSource source = source(server)) {
            Usage usage = source.read(Optional.empty(), AT, Duration.ofMinutes(1));

            assertThat(started(usage, "shop")).containsExactly("-", "2.0", "0.0", "-", "-");
            assertThat(started(usage, "late")).containsExactly("-", "-", "1.0", "-", "-");
        }
    }

    private static List<String> started(Usage usage, String app) {
        return usage.lines().getOrDefault(new AppName(app), List.of()).stream()
                .map(point -> point.started().isPresent()
                        ? String.valueOf(point.started().getAsDouble())
                        : "-")
                .toList();
    }

    @Test
    void aWindowOfLessThanAMinuteIsAMistake() throws IOException {
        try (StubPrometheus server = new StubPrometheus(UsageTest::one);
                PrometheusUsageSource source = source(server)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> source.read(Optional.empty(), AT, Duration.ofSeconds(59)));
        }
    }

    private static Reply one(Asked asked) {
        return asked.path().endsWith("range") ? Reply.of(200, MATRIX) : Reply.vector(ONE);
    }

    private static Optional<SortedSet<AppName>> names(String... names) {
        SortedSet<AppName> apps = new TreeSet<>();
        for (String name : names) {
            apps.add(new AppName(name));
        }
        return Optional.of(apps);
    }

    private static List<Asked> asked(Optional<SortedSet<AppName>> apps, Function<Asked, Reply> script)
            throws IOException {
        try (StubPrometheus server = new StubPrometheus(script);
                PrometheusUsageSource source = source(server)) {
            source.read(apps, AT, WINDOW);
            return List.copyOf(server.asked);
        }
    }

    private static Usage read(Optional<SortedSet<AppName>> apps, Function<Asked, Reply> script) throws IOException {
        try (StubPrometheus server = new StubPrometheus(script);
                PrometheusUsageSource source = source(server)) {
            return source.read(apps, AT, WINDOW);
        }
    }

    private static PrometheusUsageSource source(StubPrometheus server) {
        PrometheusEndpoint endpoint =
                new PrometheusEndpoint(server.base(), Optional.empty(), QueryMethod.POST, Duration.ofSeconds(10));
        return new PrometheusUsageSource(
                endpoint, new HttpQueryTransport(endpoint), Thread::startVirtualThread, InstantSource.system());
    }
}
