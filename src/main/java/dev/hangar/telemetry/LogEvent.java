package dev.hangar.telemetry;

import java.util.EnumMap;
import java.util.Map;

/// What a log line says beyond its words: shown as `text` to people, and with its fields in a JSON line.
///
/// Logged by `logv` as the argument of `{0}`, which keeps it whole until the line is written; `logf` would not.
///
/// @param name value of the key `event`
/// @param fields values by key: strings, numbers, lists and maps of them
/// @param text one line for people, without characters that could forge another
public record LogEvent(String name, Map<LogKey, Object> fields, String text) {
    public LogEvent {
        fields = Map.copyOf(fields);
    }

    /// The fields in the order of the manual.
    EnumMap<LogKey, Object> inOrder() {
        EnumMap<LogKey, Object> ordered = new EnumMap<>(LogKey.class);
        ordered.putAll(fields);
        return ordered;
    }

    @Override
    public String toString() {
        return text;
    }
}
