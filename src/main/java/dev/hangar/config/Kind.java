package dev.hangar.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// How the text of a value is read.
///
/// @param type Java type of the value
/// @param allowed what texts are allowed, to follow "must be"
/// @param shape JSON Schema keywords that every allowed value fits, and as few others as they can tell
/// @param reader the value of a text; empty when it is not allowed
/// @param shown the text as it may be shown
record Kind<T>(
        Class<T> type,
        String allowed,
        Map<String, Object> shape,
        Function<String, Optional<T>> reader,
        UnaryOperator<String> shown) {
    Kind(Class<T> type, String allowed, Map<String, Object> shape, Function<String, Optional<T>> reader) {
        this(type, allowed, shape, reader, UnaryOperator.identity());
    }

    Optional<T> read(String text) {
        return reader.apply(text.strip());
    }
}
