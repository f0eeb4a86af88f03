package dev.hangar.config;

/// One line of the effective settings, as printed once at start.
///
/// @param key full key
/// @param value text in force, secrets redacted; `(unset)` where absence has a meaning
/// @param source `default`, a variable, or a file and line
public record EffectiveSetting(String key, String value, String source) {
    /// `key = value (source)`.
    @Override
    public String toString() {
        return key + " = " + value + " (" + source + ")";
    }
}
