package dev.hangar.prometheus;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Reading.AbsenceReason;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What answers are worth, one row per answer.
class ReadingTest {
    private static final Instant AT = Instant.parse("2026-11-18T13:46:47.123Z");
    private static final Duration MAX_AGE = Duration.ofSeconds(60);
    private static final SignalQuery TIMED = SignalQuery.proxyConcurrency(MAX_AGE);
    private static final SignalQuery PLAIN =
            new SignalQuery(new SignalName("queue"), "queue_depth", Optional.empty(), MAX_AGE);
    private static final String M1 = "\"app\":\"shop\",\"region\":\"iad\",\"instance\":\"m1\"";

    record Row(String name, SignalQuery query, String series, Optional<Reading> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row timed(String name, String value, Duration age, Reading expected) {
        return new Row(name, TIMED, value(value) + "," + sampledAt(age), Optional.of(expected));
    }

    static Stream<Row> rows() {
        return Stream.of(
                timed("young", "7.5", Duration.ofSeconds(9), new Reading.Fresh(7.5, AT.minusSeconds(9))),
                timed("zero is a value", "0", Duration.ofSeconds(9), new Reading.Fresh(0, AT.minusSeconds(9))),
                timed("minus zero is zero", "-0", Duration.ofSeconds(9), new Reading.Fresh(0, AT.minusSeconds(9))),
                timed("exponents", "1.5e+03", Duration.ofSeconds(9), new Reading.Fresh(1500, AT.minusSeconds(9))),
                timed("exactly max age is fresh", "7", MAX_AGE, new Reading.Fresh(7, AT.minus(MAX_AGE))),
                timed("a millisecond more is stale", "7", MAX_AGE.plusMillis(1), stale(7, MAX_AGE.plusMillis(1))),
                timed("a little in the future is now", "7", Duration.ofSeconds(-5), new Reading.Fresh(7, AT)),
                timed("far in the future: no age is known", "7", Duration.ofMillis(-5001), stale(7, MAX_AGE)),
                timed("NaN", "NaN", Duration.ofSeconds(9), absent()),
                timed("infinite", "+Inf", Duration.ofSeconds(9), absent()),
                timed("minus infinite", "-Inf", Duration.ofSeconds(9), absent()),
                timed("negative", "-0.001", Duration.ofSeconds(9), absent()),
                row("sample time is missing", TIMED, value("7"), stale(7, MAX_AGE)),
                row("sample time is NaN", TIMED, value("7") + "," + part("sampled_at", "NaN"), stale(7, MAX_AGE)),
                row("sample time is absurd", TIMED, value("7") + "," + part("sampled_at", "1e300"), stale(7, MAX_AGE)),
                row(
                        "of two sample times the older counts",
                        TIMED,
                        value("7") + "," + sampledAt(Duration.ofSeconds(9)) + "," + sampledAt(Duration.ofSeconds(99)),
                        stale(7, Duration.ofSeconds(99))),
                new Row("a sample time alone is no sample", TIMED, sampledAt(Duration.ZERO), Optional.empty()),
                row("without sample time: the answer's", PLAIN, plain(AT, "7"), new Reading.Fresh(7, AT)),
                row(
                        "an old answer is stale too",
                        PLAIN,
                        plain(AT.minusSeconds(61), "7"),
                        stale(7, Duration.ofSeconds(61))),
                row("two values: neither", PLAIN, plain(AT, "7") + "," + plain(AT, "7"), absent()),
                row(
                        "a histogram is no number",
                        PLAIN,
                        "{\"metric\":{" + M1 + "},\"histogram\":[" + AT.getEpochSecond() + ",{\"count\":\"3\"}]}",
                        absent()),
                new Row("no series is not zero", PLAIN, "", Optional.empty()));
    }

    private static Row row(String name, SignalQuery query, String series, Reading expected) {
        return new Row(name, query, series, Optional.of(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answerIsWorthWhatTheRowSays(Row row) throws IOException {
        SignalSnapshot snapshot = snapshot(row.query(), vector(row.series(), ""));

        Map<AppName, List<Sample>> expected = row.expected()
                .map(reading -> Map.of(
                        new AppName("shop"),
                        List.of(new Sample(
                                new AppName("shop"),
                                Optional.of(new Region("iad")),
                                Optional.of(new MachineId("m1")),
                                reading))))
                .orElse(Map.of());
        assertThat(snapshot.samples()).isEqualTo(expected);
        assertThat(snapshot.absence()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("caveats")
    void partialAnswersGrowAFleetAtMost(String caveat) throws IOException {
        SignalSnapshot snapshot = snapshot(TIMED, vector(value("7") + "," + sampledAt(Duration.ofSeconds(9)), caveat));

        assertThat(snapshot.samples().values())
                .singleElement()
                .satisfies(
                        samples -> assertThat(samples.getFirst().reading()).isEqualTo(stale(7, Duration.ofSeconds(9))));
        assertThat(detail(snapshot)).startsWith("partial answer: ");
        assertThat(snapshot(TIMED, vector("", caveat)).absence()).contains(AbsenceReason.PARTIAL_ANSWER);
    }

    static Stream<String> caveats() {
        return Stream.of("\"isPartial\":true,", "\"warnings\":[\"store 3 did not answer\"],");
    }

    @Test
    void remarksOnTheExpressionAreNoCaveat() throws IOException {
        String answer = vector(plain(AT, "7"), "\"isPartial\":false,\"warnings\":[],\"infos\":[\"not a counter\"],");

        SignalSnapshot snapshot = snapshot(PLAIN, answer);

        assertThat(snapshot.failure()).isEmpty();
        assertThat(snapshot.samples()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutApp")
    void seriesWithoutAppBelongToNobody(String answer) throws IOException {
        SignalSnapshot snapshot = snapshot(PLAIN, answer);

        assertThat(snapshot.samples()).isEmpty();
        assertThat(snapshot.absence()).contains(AbsenceReason.NO_SERIES);
        assertThat(detail(snapshot)).contains("the series need an `app` label");
    }

    static Stream<String> withoutApp() {
        String scalar = "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1795000007,\"3\"]}}";
        return Stream.of(
                scalar,
                vector("{\"metric\":{\"instance\":\"m1\"},\"value\":[1795000007,\"3\"]}", ""),
                vector("{\"metric\":{\"app\":\"\"},\"value\":[1795000007,\"3\"]}", ""));
    }

    @Test
    void aSeriesWithoutAppLeavesTheOthersAlone() throws IOException {
        SignalSnapshot snapshot = snapshot(PLAIN, vector("{\"metric\":{},\"value\":[1,\"3\"]}," + plain(AT, "7"), ""));

        assertThat(snapshot.samples()).containsOnlyKeys(new AppName("shop"));
        assertThat(snapshot.absence()).isEmpty();
        assertThat(detail(snapshot)).contains("1 series of signal queue");
    }

    @Test
    void ambiguousSeriesAreNamed() throws IOException {
        SignalSnapshot snapshot = snapshot(PLAIN, vector(plain(AT, "7") + "," + plain(AT, "8"), ""));

        assertThat(detail(snapshot)).contains("app=shop region=iad instance=m1").contains("sum by");
    }

    @Test
    void ofAMatrixTheNewestPointsCount() throws IOException {
        String points = "[[" + seconds(AT.minusSeconds(30)) + ",\"4\"],[" + seconds(AT.minusSeconds(15)) + ",\"5\"]]";
        String matrix = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{" + M1
                + "},\"values\":" + points + "}]}}";

        assertThat(snapshot(PLAIN, matrix).samples().values())
                .singleElement()
                .satisfies(samples ->
                        assertThat(samples.getFirst().reading()).isEqualTo(new Reading.Fresh(5, AT.minusSeconds(15))));
    }

    private static SignalSnapshot snapshot(SignalQuery query, String answer) throws IOException {
        try (StubPrometheus server = new StubPrometheus(asked -> StubPrometheus.Reply.of(200, answer));
                PrometheusSignalSource source = new PrometheusSignalSource(new PrometheusEndpoint(
                        server.base(), Optional.empty(), QueryMethod.POST, Duration.ofSeconds(30)))) {
            return source.read(List.of(query), AT).getFirst();
        }
    }

    private static String detail(SignalSnapshot snapshot) {
        return snapshot.failure().map(Failure::detail).orElse("none");
    }

    private static Reading stale(double value, Duration age) {
        return new Reading.Stale(value, age);
    }

    private static Reading absent() {
        return new Reading.Absent(AbsenceReason.NOT_A_NUMBER);
    }

    private static String vector(String series, String extra) {
        return "{\"status\":\"success\"," + extra + "\"data\":{\"resultType\":\"vector\",\"result\":[" + series + "]}}";
    }

    private static String plain(Instant at, String value) {
        return "{\"metric\":{" + M1 + ",\"host\":\"h9\"},\"value\":[" + seconds(at) + ",\"" + value + "\"]}";
    }

    private static String value(String value) {
        return part("value", value);
    }

    private static String sampledAt(Duration age) {
        return part("sampled_at", seconds(AT.minus(age)));
    }

    private static String part(String part, String value) {
        return "{\"metric\":{" + M1 + ",\"hangar_part\":\"" + part + "\"},\"value\":[" + seconds(AT) + ",\"" + value
                + "\"]}";
    }

    private static String seconds(Instant at) {
        return java.math.BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
    }
}
