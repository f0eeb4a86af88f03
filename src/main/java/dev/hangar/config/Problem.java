package dev.hangar.config;

import java.util.Optional;
import java.util.Set;

/// One thing that is wrong with the configuration.
///
/// @param key full key, such as `hangar.policy.tolerance`, or the name of a variable or file
/// @param value what was given, secrets redacted; empty when nothing was, or when it must not be shown
/// @param explanation what is allowed, or what to do
/// @param source where the value came from: a variable, or a file and line
public record Problem(String key, Optional<String> value, String explanation, Optional<String> source) {
    private static final Set<String> SCOPE_KEYS = Set.of("hangar.app", "hangar.prometheus.url");

    static Problem of(String key, String explanation) {
        return new Problem(key, Optional.empty(), explanation, Optional.empty());
    }

    static Problem of(Given given, String explanation) {
        return new Problem(given.key(), Optional.of(given.shown()), explanation, Optional.of(given.source()));
    }

    static Problem at(String key, String explanation, String source) {
        return new Problem(key, Optional.empty(), explanation, Optional.of(source));
    }

    /// Whether it is only that nobody said which apps are meant: then the token can tell which could be.
    public boolean namesNoApps() {
        return SCOPE_KEYS.contains(key) && value.isEmpty() && source.isEmpty();
    }

    /// `key = "value": explanation (source)`, on one line.
    @Override
    public String toString() {
        return key + value.map(text -> " = \"" + text + "\"").orElse("") + ": " + explanation
                + source.map(text -> " (" + text + ")").orElse("");
    }
}
