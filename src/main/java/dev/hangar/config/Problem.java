package dev.hangar.config;

import java.util.Optional;

/// One thing that is wrong with the configuration.
///
/// @param key full key, such as `hangar.policy.tolerance`, or the name of a variable or file
/// @param value what was given, secrets redacted; empty when nothing was, or when it must not be shown
/// @param explanation what is allowed, or what to do
/// @param source where the value came from: a variable, or a file and line
public record Problem(String key, Optional<String> value, String explanation, Optional<String> source) {
    static Problem of(String key, String explanation) {
        return new Problem(key, Optional.empty(), explanation, Optional.empty());
    }

    static Problem of(Given given, String explanation) {
        return new Problem(given.key(), Optional.of(given.shown()), explanation, Optional.of(given.source()));
    }

    static Problem at(String key, String explanation, String source) {
        return new Problem(key, Optional.empty(), explanation, Optional.of(source));
    }

    /// `key = "value": explanation (source)`, on one line.
    @Override
    public String toString() {
        return key + value.map(text -> " = \"" + text + "\"").orElse("") + ": " + explanation
                + source.map(text -> " (" + text + ")").orElse("");
    }
}
