package dev.hangar.model;

import java.time.Instant;
import java.util.Optional;

/// What became of an action.
public sealed interface Outcome {
    /// Fly accepted it.
    record Applied(Instant at) implements Outcome {}

    /// Nothing was left to do.
    record AlreadySo() implements Outcome {}

    /// The machine had changed since it was observed, so nothing was sent.
    record Skipped(String why) implements Outcome {}

    /// Fly or our own limit said no; nothing happened.
    record Refused(Failure failure) implements Outcome {}

    /// No answer in time: it may have happened. Not repeated before it is observed or expires.
    record InDoubt(Failure failure) implements Outcome {}

    /// `applied`, `already-so`, `skipped`, `refused` or `in-doubt`: the word of reports and meters.
    default String word() {
        return switch (this) {
            case Applied applied -> "applied";
            case AlreadySo same -> "already-so";
            case Skipped skipped -> "skipped";
            case Refused refused -> "refused";
            case InDoubt doubt -> "in-doubt";
        };
    }

    /// The failure behind it, if any.
    default Optional<Failure> whyFailed() {
        return switch (this) {
            case Refused refused -> Optional.of(refused.failure());
            case InDoubt doubt -> Optional.of(doubt.failure());
            case Applied applied -> Optional.empty();
            case AlreadySo same -> Optional.empty();
            case Skipped skipped -> Optional.empty();
        };
    }
}
