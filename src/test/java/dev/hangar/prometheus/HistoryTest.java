package dev.hangar.prometheus;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.Reading;
import dev.hangar.model.Reading.AbsenceReason;
import dev.hangar.model.SignalQuery;
import dev.hangar.prometheus.StubPrometheus.Asked;
import dev.hangar.prometheus.StubPrometheus.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// Range queries: one snapshot per step, each judged by its own step's time.
class HistoryTest {
    private static final Instant FROM = Instant.parse("2026-11-18T13:46:47.123Z");
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final SignalQuery TIMED = SignalQuery.proxyConcurrency(Duration.ofSeconds(20));
    private static final String MATRIX = """
            {"status":"success","data":{"resultType":"matrix","result":[
              {"metric":{"app":"shop","hangar_part":"value"},
               "values":[[1795009607.123,"1"],[1795009637.123,"3"],[1795009652.123,"3"],[1795009653,"9"]]},
              {"metric":{"app":"shop","hangar_part":"sampled_at"},
               "values":[[1795009607.123,"1795009600"],[1795009637.123,"1795009630"],[1795009652.123,"1795009630"]]}
            ]}}""";

    @Test
    void everyStepIsJudgedByItsOwnTime() throws IOException {
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.of(200, MATRIX));
                PrometheusSignalSource source = source(server)) {
            List<SignalSnapshot> history = source.history(TIMED, FROM, FROM.plus(STEP.multipliedBy(3)), STEP);

            assertThat(history).extracting(SignalSnapshot::at).containsExactly(step(0), step(1), step(2), step(3));
            // The point at …53 lies on no step, and step 1 has no series: both say nothing.
            assertThat(history)
                    .extracting(HistoryTest::reading)
                    .containsExactly(
                            Optional.of(new Reading.Fresh(1, Instant.ofEpochSecond(1795009600))),
                            Optional.empty(),
                            Optional.of(new Reading.Fresh(3, Instant.ofEpochSecond(1795009630))),
                            // 13:47:32.123 - 13:47:10 = 22.123 s, more than 20 s
                            Optional.of(new Reading.Stale(3, Duration.ofMillis(22_123))));
            assertThat(server.asked.getFirst().path()).endsWith("/api/v1/query_range");
            assertThat(server.asked.getFirst().parameters())
                    .containsEntry("start", "1795009607.123")
                    .containsEntry("end", "1795009652.123")
                    .containsEntry("step", "15.000")
                    .containsEntry("lookback_delta", "20s")
                    .containsEntry("nocache", "1");
        }
    }

    @Test
    void longStretchesAreAskedInPiecesAndFailInPieces() throws IOException {
        String second = "1795017107.123"; // 500 steps of 15 s after FROM
        Function<Asked, Reply> script = asked ->
                second.equals(asked.parameters().get("start")) ? Reply.of(503, "later") : Reply.of(200, MATRIX);
        try (StubPrometheus server = new StubPrometheus(script);
                PrometheusSignalSource source = source(server)) {
            List<SignalSnapshot> history = source.history(TIMED, FROM, FROM.plus(STEP.multipliedBy(1001)), STEP);

            assertThat(history)
                    .hasSize(1002)
                    .extracting(SignalSnapshot::at)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(server.asked).hasSize(3);
            assertThat(history.subList(500, 1000))
                    .allMatch(snapshot -> snapshot.absence().equals(Optional.of(AbsenceReason.SOURCE_FAILED)));
            assertThat(history.get(499).absence()).isEmpty();
            assertThat(history.get(1000).absence()).isEmpty();
        }
    }

    @Test
    void stepMustBePositive() throws IOException {
        try (StubPrometheus server = new StubPrometheus(asked -> Reply.vector(""));
                PrometheusSignalSource source = source(server)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> source.history(TIMED, FROM, FROM, Duration.ofNanos(1)))
                    .withMessageContaining("at least 1 ms");
        }
    }

    private static Instant step(int number) {
        return FROM.plus(STEP.multipliedBy(number));
    }

    private static Optional<Reading> reading(SignalSnapshot snapshot) {
        return snapshot.samples().getOrDefault(new AppName("shop"), List.of()).stream()
                .map(sample -> sample.reading())
                .findFirst();
    }

    private static PrometheusSignalSource source(StubPrometheus server) {
        return new PrometheusSignalSource(
                new PrometheusEndpoint(server.base(), Optional.empty(), QueryMethod.GET, Duration.ofSeconds(30)));
    }
}
