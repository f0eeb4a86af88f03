package dev.hangar.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/// A line of the log as one JSON object ([LogKey]): ASCII, everything else escaped, so that whatever encoding the
/// stream has and whatever a text holds, a line stays one line and says what it says.
public final class JsonLine {
    /// Longest text, in characters: lines of a log must stay short enough for those who carry it.
    static final int MOST_CHARACTERS = 16_384;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .setCodec(new ObjectMapper());
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    /// The message with its parameters put in.
    private static final PatternFormatter WORDS = new PatternFormatter("%s");

    private JsonLine() {}

    /// The line of a record, without a line end.
    public static String of(ExtLogRecord record) {
        Object[] parameters = record.getParameters();
        Optional<LogEvent> event =
                parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent said
                        ? Optional.of(said)
                        : Optional.empty();
        return write(
                record.getInstant(),
                level(record.getLevel()),
                String.valueOf(record.getLoggerName()),
                event,
                event.map(LogEvent::text).orElseGet(() -> WORDS.format(record)),
                record.getThrown());
    }

    /// The line of an event that happens before anything can log.
    public static String of(Instant at, String logger, LogEvent event) {
        return write(at, level(Level.INFO), logger, Optional.of(event), event.text(), null);
    }

    private static String write(
            Instant at,
            String level,
            String logger,
            Optional<LogEvent> event,
            String message,
            @Nullable Throwable error) {
        EnumMap<LogKey, Object> fields = event.map(LogEvent::inOrder).orElseGet(() -> new EnumMap<>(LogKey.class));
        fields.put(LogKey.TIME, RFC_3339.format(at));
        fields.put(LogKey.LEVEL, level);
        fields.put(LogKey.LOGGER, logger);
        event.ifPresent(said -> fields.put(LogKey.EVENT, said.name()));
        fields.put(LogKey.MESSAGE, shortened(message));
        if (error != null) {
            fields.put(LogKey.ERROR, shortened(trace(error)));
        }
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<LogKey, Object> field : fields.entrySet()) {
                json.writePOJOField(field.getKey().key(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /// Levels of both families: those of the JDK and those of everybody else.
    private static String level(Level level) {
        int value = level.intValue();
        int[] least = {1100, 1000, 900, 800, 500};
        String[] names = {"fatal", "error", "warn", "info", "debug"};
        for (int i = 0; i < least.length; i++) {
            if (value >= least[i]) {
                return names[i];
            }
        }
        return "trace";
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
    }
}
