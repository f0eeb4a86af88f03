package dev.hangar.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hangar.prometheus.QueryTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// `hangar backtest --prometheus`, against a server in the same process.
class BacktestHistoryTest {
    /// Not on a slot's edge: slots are counted from 03:14:15.
    private static final Instant NOW = Instant.parse("2026-11-22T03:14:22Z");

    private static final long END = Instant.parse("2026-11-22T03:14:15Z").getEpochSecond();
    private static final String TOKEN = "fm2_lJPECAAAAAAAsecret";

    private TestConsole test = TestConsole.pipe();
    private final List<Map<String, String>> asked = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();

    /// What the server does with a question.
    private interface Script {
        QueryTransport.Response answer(Map<String, String> parameters) throws IOException;
    }

    @Test
    void seriesAreSummedAndWhatIsMissingIsHeld() throws IOException {
        // Two machines; the second has a sample at two steps only, and nobody at the last but one.
        Script script = parameters ->
                matrix(values(END - 60, "4", END - 45, "4", END - 15, "2"), values(END - 60, "6", END - 45, "NaN"));

        assertThat(run(script, "--from", "1m", "--capacity", "10", "--format", "json", "--policy", "always-on"))
                .as(test.err().toString())
                .isZero();

        assertThat(json().path("trace").textValue()).isEqualTo("sum(x)");
        assertThat(json().path("slots").intValue()).isEqualTo(4);
        assertThat(json().path("heldSlots").intValue()).isEqualTo(1);
        // (4 + 6) / 10 is one machine in the busiest slot, all four slots long.
        assertThat(json().path("policies").get(0).path("billedSeconds").intValue())
                .isEqualTo(60);
        assertThat(json().path("notes").toString()).contains("up to 2 series at a time: they are summed");
        assertThat(asked)
                .singleElement()
                .satisfies(parameters -> assertThat(parameters)
                        .containsEntry("query", "sum(x)")
                        .containsEntry("start", (END - 60) + ".000")
                        .containsEntry("end", (END - 15) + ".000")
                        .containsEntry("step", "15.000")
                        .containsEntry("lookback_delta", "120000ms"));
    }

    @Test
    void twoWeeksAreAskedForInStretchesThatMeet() throws IOException {
        assertThat(run(BacktestHistoryTest::always, "--from", "14d", "--capacity", "1", "--format", "json"))
                .isZero();

        assertThat(json().path("slots").intValue()).isEqualTo(14 * 5760);
        assertThat(json().path("heldSlots").intValue()).isZero();
        assertThat(json().path("notes")).isEmpty();
        assertThat(asked).hasSize(56);
        for (int i = 1; i < asked.size(); i++) {
            assertThat(seconds(asked.get(i), "start")).isEqualTo(seconds(asked.get(i - 1), "end") + 15);
        }
        assertThat(asked)
                .allSatisfy(parameters -> assertThat(
                                (seconds(parameters, "end") - seconds(parameters, "start")) / 15 + 1)
                        .isLessThanOrEqualTo(11_000));
    }

    @Test
    void slotsBeforeTheFirstValueAreNamed() {
        Script script = parameters -> matrix(values(END - 30, "1", END - 15, "1"));

        run(script, "--from", "1h", "--capacity", "1", "--policy", "optimum");

        assertThat(test.out().toString()).contains("238 of the 240 slots since 2026-11-22T02:14:15Z are left out");
    }

    @Test
    void theTokenIsSentAndNeverShown() {
        test = TestConsole.terminal(Map.of("HANGAR_PROMETHEUS_TOKEN", TOKEN));
        Script script = parameters -> response(401, "{\"status\":\"error\",\"error\":\"not for " + TOKEN + "\"}");

        assertThat(run(script, "--from", "1h", "--capacity", "1")).isEqualTo(1);

        assertThat(authorizations).containsOnly("FlyV1 " + TOKEN);
        assertThat(test.err().toString())
                .contains("UNAUTHORIZED", "the token that was sent does not read metrics")
                .doesNotContain("secret");
    }

    @Test
    void whatPassesIsAskedForOnceMore() {
        Script script = parameters -> asked.size() == 1 ? response(503, "later") : always(parameters);

        assertThat(run(script, "--from", "1h", "--capacity", "1")).isZero();
        assertThat(asked).hasSize(2);
    }

    @Test
    void progressIsShownOnATerminalAndTakenAway() {
        test = TestConsole.terminal(Map.of());

        run(BacktestHistoryTest::always, "--from", "1d", "--capacity", "1");

        assertThat(test.err().toString())
                .contains("0/4 stretches of history from prom.test:9090", "3/4 stretches")
                .endsWith("\r\u001b[K");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused   | cannot read the history from prom.test:9090 at 2026-11-22T02:14:15Z: UNAVAILABLE: cannot connect to http://prom.test:9090
            parse     | prom.test:9090 at 2026-11-22T02:14:15Z: INVALID_REQUEST status=400: parse error: unexpected end
            forbidden | UNAUTHORIZED status=403: no; no token was sent, set HANGAR_PROMETHEUS_TOKEN
            empty     | the query gave no number since 2026-11-22T02:14:15Z on prom.test:9090
            negative  | the history from prom.test:9090 makes no demand: at 2026-11-22T03:14:00Z: value is -3.0, expected 0
            infinite  | makes no demand: at 2026-11-22T03:14:00Z: value is Infinity, expected 0
            html      | INVALID_ANSWER status=200: unreadable answer
            """)
    void failuresAreOneLineThatNamesCauseAndHost(String what, String message) {
        Script script = parameters -> switch (what) {
            case "refused" -> throw new ConnectException();
            case "parse" ->
                response(
                        400,
                        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error: unexpected end\"}");
            case "forbidden" -> response(403, "no");
            case "empty" -> matrix();
            case "negative" -> matrix(values(END - 15, "-3"));
            case "infinite" -> matrix(values(END - 15, "+Inf"));
            case "html" -> response(200, "<html>");
            default -> throw new IllegalArgumentException(what);
        };

        assertThat(run(script, "--from", "1h", "--capacity", "1")).isEqualTo(1);
        assertThat(test.err().toString()).hasLineCount(1).startsWith("hangar: ").contains(message);
        assertThat(test.err().toString()).doesNotContain("hangar.prometheus.url");
        assertThat(test.out().toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --prometheus http://h/ --query x --from 1d | --prometheus needs --query, --from and --capacity
            --prometheus http://h/ --query x --capacity 1 | --prometheus needs --query, --from and --capacity
            --prometheus http://h/ --from 1d --capacity 1 | --prometheus needs --query, --from and --capacity
            --query x --from 1d --capacity 1 | expected either --trace FILE or --prometheus URL
            --trace f.csv --from 1d | --query and --from go with --prometheus
            --trace f.csv --query x | --query and --from go with --prometheus
            --prometheus http://h/ --query x --from 1d --capacity 1 --trace f.csv | expected either --trace FILE or
            --prometheus http://h/ --query x --from 1s --capacity 1 | is not a time from 1m to 800d
            --prometheus ftp://h/ --query x --from 1d --capacity 1 | expected http(s)://host
            --prometheus http://u:hush@h/ --query x --from 1d --capacity 1 | expected http(s)://host
            """)
    void wrongOptionsEndWithTwo(String options, String message) {
        assertThat(execute(BacktestHistoryTest::always, options.split(" ", -1))).isEqualTo(2);
        assertThat(test.err().toString()).startsWith("hangar: ").contains(message);
        assertThat(test.err().toString()).doesNotContain("hush");
        assertThat(asked).isEmpty();
    }

    private int run(Script script, String... options) {
        return execute(
                script,
                Stream.concat(
                                Stream.of("--prometheus", "http://prom.test:9090", "--query", "sum(x)"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private int execute(Script script, String... options) {
        QueryTransport transport = request -> {
            authorizations.add(request.headers().getOrDefault("Authorization", ""));
            Map<String, String> parameters = decoded(request.form().orElseThrow());
            asked.add(parameters);
            return script.answer(parameters);
        };
        return new CommandFactory(test.console(), (request, progress) -> {
                    throw new CliFailure("no report here");
                })
                .with(top -> new BacktestCommand(test.console(), top, () -> NOW, endpoint -> transport))
                .execute(
                        Stream.concat(Stream.of("backtest"), Stream.of(options)).toArray(String[]::new));
    }

    /// One series that is 1 at every step.
    private static QueryTransport.Response always(Map<String, String> parameters) {
        List<String> points = new ArrayList<>();
        for (long at = seconds(parameters, "start"); at <= seconds(parameters, "end"); at += 15) {
            points.add("[" + at + ",\"1\"]");
        }
        return matrix("{\"metric\":{},\"values\":[" + String.join(",", points) + "]}");
    }

    private static String values(Object... timesAndValues) {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            points.add("[" + timesAndValues[i] + ",\"" + timesAndValues[i + 1] + "\"]");
        }
        return "{\"metric\":{},\"values\":[" + String.join(",", points) + "]}";
    }

    private static QueryTransport.Response matrix(String... series) {
        return response(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + String.join(",", series)
                        + "]}}");
    }

    private static QueryTransport.Response response(int status, String body) {
        return new QueryTransport.Response(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static long seconds(Map<String, String> parameters, String name) {
        return (long) Double.parseDouble(parameters.getOrDefault(name, ""));
    }

    private static Map<String, String> decoded(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(test.out().toString());
    }
}
