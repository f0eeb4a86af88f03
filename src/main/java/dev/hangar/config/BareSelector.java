package dev.hangar.config;

import java.util.Optional;
import java.util.regex.Pattern;

/// Recognises expressions that are one selector and nothing else: `name`, `name{…}`, `{…}`. Only of those can the time
/// of the raw sample be asked with `timestamp(…)`; of anything computed it is the time of the computation.
final class BareSelector {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    /// Braces may hold quoted texts, and those may hold braces.
    private static final String MATCHERS =
            "\\{(?:[^{}\"'`]|\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`)*+\\}";

    private static final Pattern SELECTOR =
            Pattern.compile("(?:" + NAME + "(?:\\s*" + MATCHERS + ")?|" + MATCHERS + ")");

    private BareSelector() {}

    /// Expression of the sample time, where `promql` is a bare selector.
    static Optional<String> sampledAt(String promql) {
        String trimmed = promql.strip();
        return SELECTOR.matcher(trimmed).matches() ? Optional.of("timestamp(" + trimmed + ")") : Optional.empty();
    }
}
