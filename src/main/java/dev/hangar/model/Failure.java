package dev.hangar.model;

import java.util.Optional;
import java.util.OptionalInt;

/// A call to the outside world that failed, as a value.
///
/// @param kind what it means to the pass
/// @param detail what the other side said, shortened, free of secrets
/// @param httpStatus status code, where there was an answer
/// @param requestId `fly-request-id`, where there was one
public record Failure(FailureKind kind, String detail, OptionalInt httpStatus, Optional<String> requestId) {
    public static Failure of(FailureKind kind, String detail) {
        return new Failure(kind, detail, OptionalInt.empty(), Optional.empty());
    }

    /// `kind status=… request=… detail`, on one line.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.name());
        httpStatus.ifPresent(status -> text.append(" status=").append(status));
        requestId.ifPresent(id -> text.append(" request=").append(id));
        return text.append(": ").append(detail).toString();
    }
}
