package dev.hangar.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Gathers the lines of the effective settings, in the order of the manual.
final class EffectiveSettings {
    private static final String UNSET = "(unset)";
    private static final String DEFAULT = "default";

    private final Map<String, EffectiveSetting> lines = new LinkedHashMap<>();

    /// Every one of `keys`, whether named or not.
    void all(String prefix, Values values, List<Key<?>> keys) {
        for (Key<?> key : keys) {
            String full = prefix + "." + key.path();
            values.entry(key)
                    .ifPresentOrElse(
                            entry -> put(
                                    full, entry.given().shown(), entry.given().source()),
                            () -> put(full, key.fallback().orElse(UNSET), DEFAULT));
        }
    }

    /// What is named besides `keys`.
    void rest(String prefix, Values values, List<Key<?>> keys) {
        Set<String> done = keys.stream().map(Key::path).collect(Collectors.toSet());
        values.entries().forEach((path, entry) -> {
            if (!done.contains(path)) {
                put(prefix + "." + path, entry.given().shown(), entry.given().source());
            }
        });
    }

    /// What is named.
    void named(String prefix, Values values) {
        rest(prefix, values, List.of());
    }

    /// A default that depends on other keys.
    void replaceUnset(String full, String value, String source) {
        lines.computeIfPresent(
                full, (key, line) -> line.value().equals(UNSET) ? new EffectiveSetting(key, value, source) : line);
    }

    /// A default that is no text of its own.
    void useDefault(String full, String value) {
        lines.putIfAbsent(full, new EffectiveSetting(full, value, DEFAULT));
    }

    private void put(String full, String value, String source) {
        lines.put(full, new EffectiveSetting(full, value, source));
    }

    List<EffectiveSetting> list() {
        return List.copyOf(lines.values());
    }
}
