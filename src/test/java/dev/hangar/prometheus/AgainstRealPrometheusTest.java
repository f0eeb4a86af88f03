package dev.hangar.prometheus;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Reading.AbsenceReason;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.testkit.RealPrometheus;
import dev.hangar.testkit.TestExporter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The adapter against a real server: what the stub cannot vouch for.
class AgainstRealPrometheusTest {
    private static final AppName SHOP = new AppName("shop");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SignalQuery CONCURRENCY = SignalQuery.proxyConcurrency(Duration.ofSeconds(60));
    private static final String M1_BLUE =
            "fly_app_concurrency{app=\"shop\",region=\"iad\",host=\"h1\",instance=\"m1\",proxy_id=\"blue\"} 3";
    private static final String M1_GREEN =
            "fly_app_concurrency{app=\"shop\",region=\"iad\",host=\"h1\",instance=\"m1\",proxy_id=\"green\"} 4";
    private static final String M2 =
            "fly_app_concurrency{app=\"shop\",region=\"fra\",host=\"h2\",instance=\"m2\",proxy_id=\"green\"} 5";

    private static TestExporter exporter;
    private static RealPrometheus server;

    @BeforeAll
    static void start() throws IOException {
        exporter = new TestExporter();
        server = RealPrometheus.scraping(exporter.target(), Duration.ofSeconds(1));
    }

    @AfterAll
    static void stop() {
        server.close();
        exporter.close();
    }

    @BeforeEach
    void twoMachines() {
        exporter.expose(M1_BLUE, M1_GREEN, M2);
    }

    @ParameterizedTest
    @EnumSource(QueryMethod.class)
    void valuesAreSummedOverBlueAndGreen(QueryMethod method) {
        try (PrometheusSignalSource source = source(method)) {
            await().atMost(PATIENCE)
                    .until(() -> freshValues(source, CONCURRENCY).equals(Map.of("m1", 7.0, "m2", 5.0)));
        }
    }

    @Test
    void seriesThatVanishAreAbsentNotZero() {
        try (PrometheusSignalSource source = source(QueryMethod.POST)) {
            await().atMost(PATIENCE)
                    .until(() -> freshValues(source, CONCURRENCY).containsKey("m2"));

            exporter.expose(M1_BLUE, M1_GREEN);

            await().atMost(PATIENCE)
                    .until(() -> freshValues(source, CONCURRENCY).equals(Map.of("m1", 7.0)));
        }
    }

    @Test
    void sampleTimeIsTheOneOfTheRawSample() {
        Instant sampledAt = Instant.ofEpochMilli(Instant.now().minusSeconds(120).toEpochMilli());
        exporter.expose("queue_depth{app=\"shop\",queue=\"mail\"} 9 " + sampledAt.toEpochMilli());
        try (PrometheusSignalSource source = source(QueryMethod.POST)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(readings(source, queue(Duration.ofMinutes(4))))
                            .containsExactly(new Reading.Fresh(9, sampledAt)));

            // A server that knows lookback_delta (after 2.42) hides the old sample, one that does not shows it: either
            // way
            // it is not fresh.
            assertThat(readings(source, queue(Duration.ofSeconds(15))))
                    .allSatisfy(reading -> assertThat(reading).isInstanceOfSatisfying(Reading.Stale.class, stale -> {
                        assertThat(stale.lastValue()).isEqualTo(9);
                        assertThat(stale.age()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
                    }));
        }
    }

    @Test
    void historyHasOneSnapshotPerStep() {
        Instant from = Instant.now().minusSeconds(600);
        try (PrometheusSignalSource source = source(QueryMethod.POST)) {
            await().atMost(PATIENCE)
                    .until(() -> freshValues(source, CONCURRENCY).containsKey("m1"));

            Instant to = Instant.now();
            List<SignalSnapshot> history = source.history(CONCURRENCY, from, to, Duration.ofSeconds(1));

            assertThat(history).hasSize((int) Duration.between(from, to).toSeconds() + 1);
            assertThat(history.getFirst().samples()).as("before the server ran").isEmpty();
            assertThat(history)
                    .anySatisfy(snapshot -> assertThat(fresh(snapshot)).containsEntry("m1", 7.0));
            assertThat(history)
                    .allSatisfy(snapshot -> assertThat(snapshot.failure()).isEmpty());
        }
    }

    @Test
    void theHistoryOfAReplayIsSummedOverSeries() {
        PrometheusHistory.Question question = new PrometheusHistory.Question(
                "fly_app_concurrency",
                Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS),
                1200,
                Duration.ofSeconds(1),
                PATIENCE);
        try (PrometheusHistory history = history()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(history.read(question).asOptional())
                            .hasValueSatisfying(stretch -> {
                                assertThat(stretch.series()).isEqualTo(3);
                                // Blue and green of one machine, and the other machine.
                                assertThat(stretch.sums().values()).contains(12.0);
                                assertThat(stretch.sums()).hasSizeLessThan(1200);
                            }));
        }
    }

    private static PrometheusHistory history() {
        PrometheusEndpoint endpoint =
                new PrometheusEndpoint(server.baseUri(), Optional.empty(), QueryMethod.POST, Duration.ofSeconds(30));
        return new PrometheusHistory(endpoint, new HttpQueryTransport(endpoint));
    }

    @Test
    void badQueryFailsAlone() {
        SignalQuery bad = new SignalQuery(new SignalName("bad"), "sum by (", Optional.empty(), PATIENCE);
        try (PrometheusSignalSource source = source(QueryMethod.POST)) {
            List<SignalSnapshot> snapshots = source.read(List.of(bad, CONCURRENCY), Instant.now());

            assertThat(snapshots.get(0).absence()).contains(AbsenceReason.SOURCE_FAILED);
            assertThat(snapshots.get(0).failure().map(Failure::kind)).contains(FailureKind.INVALID_REQUEST);
            assertThat(snapshots.get(0).failure().map(Failure::detail).orElse(""))
                    .contains("parse error");
            assertThat(snapshots.get(1).failure()).isEmpty();
        }
    }

    @Test
    void scalarHasNoApp() {
        SignalQuery scalar = new SignalQuery(new SignalName("one"), "1", Optional.empty(), PATIENCE);
        try (PrometheusSignalSource source = source(QueryMethod.POST)) {
            SignalSnapshot snapshot =
                    source.read(List.of(scalar), Instant.now()).getFirst();

            assertThat(snapshot.absence()).contains(AbsenceReason.NO_SERIES);
        }
    }

    private static SignalQuery queue(Duration maxAge) {
        return new SignalQuery(new SignalName("queue"), "queue_depth", Optional.of("timestamp(queue_depth)"), maxAge);
    }

    private static List<Reading> readings(PrometheusSignalSource source, SignalQuery query) {
        return source.read(List.of(query), Instant.now()).getFirst().samples().getOrDefault(SHOP, List.of()).stream()
                .map(Sample::reading)
                .toList();
    }

    private static Map<String, Double> freshValues(PrometheusSignalSource source, SignalQuery query) {
        return fresh(source.read(List.of(query), Instant.now()).getFirst());
    }

    private static Map<String, Double> fresh(SignalSnapshot snapshot) {
        Map<String, Double> values = new TreeMap<>();
        for (Sample sample : snapshot.samples().getOrDefault(SHOP, List.of())) {
            if (sample.reading() instanceof Reading.Fresh fresh) {
                values.put(sample.machine().map(MachineId::value).orElse("?"), fresh.value());
            }
        }
        return values;
    }

    private static PrometheusSignalSource source(QueryMethod method) {
        return new PrometheusSignalSource(
                new PrometheusEndpoint(server.baseUri(), Optional.empty(), method, Duration.ofSeconds(30)));
    }
}
