package dev.hangar.simulator.metrics;

import java.util.List;
import java.util.regex.Pattern;

/// A selector: `name{label="value", other=~"pattern", …}`.
///
/// @param name name of the series
/// @param matchers conditions on labels; all must hold
record Selector(String name, List<Matcher> matchers) {
    Selector {
        matchers = List.copyOf(matchers);
    }

    /// A condition on a label. A label that is not there is an empty text.
    sealed interface Matcher {
        /// Name of the label.
        String label();

        /// `=` and `!=`.
        record Is(String label, String value, boolean wanted) implements Matcher {}

        /// `=~` and `!~`, over the whole text.
        record Like(String label, Pattern pattern, boolean wanted) implements Matcher {}

        /// Whether a text passes.
        default boolean takes(String text) {
            return switch (this) {
                case Is(String label, String value, boolean wanted) -> value.equals(text) == wanted;
                case Like(String label, Pattern pattern, boolean wanted) ->
                    pattern.matcher(text).matches() == wanted;
            };
        }
    }

    /// Whether the labels of a series of this name pass.
    boolean takes(Series series) {
        for (Matcher matcher : matchers) {
            if (!matcher.takes(series.label(matcher.label()))) {
                return false;
            }
        }
        return true;
    }
}
