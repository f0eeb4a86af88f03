package dev.hangar.model;

import java.util.Optional;
import java.util.function.Function;

/// What a call to the outside world gave: a value or a failure. Ports return it instead of throwing.
public sealed interface Answer<T> {
    record Ok<T>(T value) implements Answer<T> {}

    record Failed<T>(Failure failure) implements Answer<T> {}

    static <T> Answer<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Answer<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /// The value mapped, or the same failure.
    default <R> Answer<R> map(Function<? super T, ? extends R> mapping) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(mapping.apply(value));
            case Failed<T>(Failure failure) -> new Failed<>(failure);
        };
    }

    /// The value, if there is one.
    default Optional<T> asOptional() {
        return switch (this) {
            case Ok<T>(T value) -> Optional.of(value);
            case Failed<T> failed -> Optional.empty();
        };
    }

    /// The failure, if there is one.
    default Optional<Failure> whyFailed() {
        return switch (this) {
            case Ok<T> ok -> Optional.empty();
            case Failed<T>(Failure failure) -> Optional.of(failure);
        };
    }
}
