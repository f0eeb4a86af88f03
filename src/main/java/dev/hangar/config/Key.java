package dev.hangar.config;

import java.util.Locale;
import java.util.Optional;

/// One key of the configuration.
///
/// @param path path below its section, such as `fly.token`
/// @param kind how it is read
/// @param fallback text that counts when nobody sets it; empty when absence has a meaning of its own
/// @param meaning one line for the manual
record Key<T>(String path, Kind<T> kind, Optional<String> fallback, String meaning) {
    static <T> Key<T> of(String path, Kind<T> kind, String fallback, String meaning) {
        return new Key<>(path, kind, Optional.of(fallback), meaning);
    }

    static <T> Key<T> unset(String path, Kind<T> kind, String meaning) {
        return new Key<>(path, kind, Optional.empty(), meaning);
    }

    /// The default, where there is one.
    Optional<T> fallbackValue() {
        return fallback.flatMap(kind::read);
    }

    /// `HANGAR_FLY_TOKEN` for `fly.token` below `hangar`.
    static String variable(String path) {
        return "HANGAR_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
