package dev.hangar.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.control.PassRecord;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Outcome;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Passes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Lines of the log as `docs/logs.md` describes them.
class LogsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-02T08:00:00.120Z");

    private final DecisionLog log = new DecisionLog();
    private final Logger decisions = Logger.getLogger("hangar.decisions");
    private final List<ExtLogRecord> heard = new ArrayList<>();
    private final Handler ears = new Handler() {
        @Override
        public void publish(LogRecord record) {
            heard.add((ExtLogRecord) record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        decisions.addHandler(ears);
    }

    @AfterEach
    void listenNoMore() {
        decisions.removeHandler(ears);
    }

    private JsonNode lastLine() throws IOException {
        return parsed(JsonLine.of(heard.getLast()));
    }

    /// It must be one object on one line.
    private static JsonNode parsed(String line) throws IOException {
        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSize(line.length());
        assertThat(line).startsWith("{").endsWith("}").doesNotContainPattern("[\\p{Cntrl}]");
        return MAPPER.reader().readTree(line);
    }

    private static ExtLogRecord record(Level level, String message) {
        ExtLogRecord record =
                new ExtLogRecord(level, message, ExtLogRecord.FormatStyle.NO_FORMAT, LogsTest.class.getName());
        record.setLoggerName("some.library");
        record.setInstant(AT);
        return record;
    }

    /// One line of each kind.
    private List<JsonNode> everyKind() throws IOException {
        log.record(Passes.started(new Outcome.Applied(Machines.T0)));
        log.record(Passes.unread("blog"));
        PassRecord.Decided quiet = Passes.quiet();
        log.record(new PassRecord.Decided(
                quiet.id(),
                quiet.fleet(),
                quiet.at(),
                true,
                quiet.evaluation(),
                List.of("below the floor"),
                List.of(),
                List.of()));
        List<JsonNode> lines = new ArrayList<>();
        for (ExtLogRecord record : heard) {
            lines.add(parsed(JsonLine.of(record)));
        }
        ExtLogRecord broken = record(Level.SEVERE, "the pass ended in a programming error");
        broken.setThrown(new IllegalStateException("two machines of one id"));
        lines.add(parsed(JsonLine.of(broken)));
        lines.add(parsed(JsonLine.of(
                AT, "hangar.settings", new LogEvent("settings", Map.of(LogKey.SETTINGS, Map.of()), "settings"))));
        return lines;
    }

    @Test
    void theManualHasARowForEveryKeyAndNoOther() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs", "logs.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(LogKey.values()).map(LogKey::markdown).toList());
    }

    @Test
    void linesHaveTheKeysAndTypesOfTheManual() throws IOException {
        Map<String, LogKey> known = Arrays.stream(LogKey.values()).collect(Collectors.toMap(LogKey::key, key -> key));
        Set<LogKey> seen = EnumSet.noneOf(LogKey.class);

        for (JsonNode line : everyKind()) {
            for (Map.Entry<String, JsonNode> field : line.properties()) {
                assertThat(known).containsKey(field.getKey());
                Optional.ofNullable(known.get(field.getKey())).ifPresent(key -> {
                    seen.add(key);
                    assertThat(typeOf(field.getValue()))
                            .as(field.getKey())
                            .startsWith(key.type().split(" ", -1)[0]);
                });
            }
        }

        assertThat(seen).containsExactlyInAnyOrder(LogKey.values());
    }

    private static String typeOf(JsonNode value) {
        return value.isIntegralNumber()
                ? "integer number"
                : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    @Test
    void aDecisionSaysWhatWasDone() throws IOException {
        log.record(Passes.started(new Outcome.Applied(Machines.T0)));

        JsonNode line = lastLine();

        assertThat(line.path("event").asText()).isEqualTo("decision");
        assertThat(line.path("logger").asText()).isEqualTo("hangar.decisions");
        assertThat(line.path("level").asText()).isEqualTo("info");
        assertThat(line.path("mode").asText()).isEqualTo("act");
        assertThat(line.path("desired").asInt()).isEqualTo(3);
        assertThat(line.path("actions").toString())
                .isEqualTo("[{\"action\":\"start\",\"machine\":\"c\",\"reason\":\"floor\",\"outcome\":\"applied\"}]");
        assertThat(line.path("message").asText())
                .startsWith(line.path("app").asText() + "/" + line.path("group").asText()
                        + " act: 2 serve, 3 desired, floor 3")
                .contains(
                        "start c (floor: applied)", "pass " + line.path("pass").asText());
    }

    @Test
    void sayOnceWhatDoesNotChange() {
        log.record(Passes.quiet());
        log.record(Passes.quiet());
        assertThat(heard).hasSize(1);

        log.record(Passes.started(new Outcome.Applied(Machines.T0)));
        assertThat(heard).hasSize(2);

        log.retain(Set.of());
        log.record(Passes.started(new Outcome.Applied(Machines.T0)));
        assertThat(heard).hasSize(3);
    }

    @Test
    void anAppThatCannotBeReadIsSaidOnceAndSoIsItsReturn() {
        log.record(Passes.unread("shop"));
        log.record(Passes.unread("shop"));
        log.record(Passes.unread("blog"));
        assertThat(heard).extracting(ExtLogRecord::getLevel).hasSize(2);

        log.record(new PassRecord.Unread(new AppName("shop"), AT, Failure.of(FailureKind.THROTTLED, "too many")));
        assertThat(heard).as("it fails otherwise").hasSize(3);
        log.record(Passes.quiet());
        assertThat(heard).hasSize(5);
        assertThat(JsonLine.of(heard.get(3))).contains("\"event\":\"read-again\"", "\"app\":\"shop\"");
        log.record(Passes.unread("shop"));
        assertThat(heard).as("it fails anew").hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no\n{\"event\":\"decision\",\"app\":\"forged\"}",
                "no\r\n2026-11-02 forged",
                "no\",\"event\":\"forged\",\"x\":\"",
                "no\u2028forged\u0085forged\u001b[2Kforged",
                "no %n %s {0} forged",
                "no \ud800 half a character",
                "für Größe → 日本 😀"
            })
    void nothingFromOutsideForgesALine(String words) throws IOException {
        log.record(new PassRecord.Unread(new AppName("blog"), AT, Failure.of(FailureKind.UNAVAILABLE, words)));

        assertThat(lastLine().path("event").asText()).isEqualTo("unread");
        assertThat(lastLine().path("app").asText()).isEqualTo("blog");
        assertThat(new PatternFormatter("%s").format(heard.getLast())).hasLineCount(1);
        JsonNode library = parsed(JsonLine.of(record(Level.INFO, words)));
        assertThat(library.has("event")).isFalse();
        assertThat(new TreeSet<>(library.propertyStream().map(Map.Entry::getKey).toList()))
                .containsExactly("level", "logger", "message", "time");
        if (!words.contains("\ud800")) {
            assertThat(library.path("message").asText()).isEqualTo(words);
        }
    }

    @Test
    void timesAreRfc3339InUtcToTheMillisecond() throws IOException {
        assertThat(parsed(JsonLine.of(record(Level.INFO, "x"))).path("time").asText())
                .isEqualTo("2026-11-02T08:00:00.120Z");
    }

    @ParameterizedTest
    @CsvSource({"SEVERE,error", "WARNING,warn", "INFO,info", "CONFIG,debug", "FINE,debug", "FINEST,trace"})
    void levelsAreThoseThatEverybodyKnows(String level, String word) throws IOException {
        assertThat(parsed(JsonLine.of(record(Level.parse(level), "x")))
                        .path("level")
                        .asText())
                .isEqualTo(word);
    }

    @Test
    void aLineIsBounded() throws IOException {
        ExtLogRecord endless = record(Level.INFO, "x".repeat(1_000_000));
        endless.setThrown(new IllegalStateException("y".repeat(1_000_000)));

        JsonNode line = parsed(JsonLine.of(endless));

        assertThat(line.path("message").asText()).hasSize(JsonLine.MOST_CHARACTERS);
        assertThat(line.path("error").asText()).hasSize(JsonLine.MOST_CHARACTERS);
    }
}
