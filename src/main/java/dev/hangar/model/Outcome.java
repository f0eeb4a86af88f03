package dev.hangar.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What became of an action.
public sealed interface Outcome {
    /// Fly accepted it.
    record Applied(Instant at) implements Outcome {}

    /// Nothing was left to do.
    record AlreadySo() implements Outcome {}

    /// Nothing was sent.
    ///
    /// @param why in words
    /// @param by what kept it from being sent
    record Skipped(String why, By by) implements Outcome {
        /// The machine had changed since it was observed.
        public Skipped(String why) {
            this(why, By.CHANGED);
        }

        /// What keeps an action from being sent: a closed list, for meters.
        public enum By {
            /// The machine, its fleet or what is known of it changed since it was observed.
            CHANGED,
            /// An earlier action of the pass failed in a way that ends acting.
            ACTING_ENDED,
            /// Hangar is about to stop.
            STOPPING,
            /// Somebody else holds the fleet's fence, or it could not be taken.
            FENCE,
            /// Too much of everything would sleep within the window.
            BLAST_RADIUS,
            /// A release is being deployed, or nobody could say whether one is.
            RELEASE;

            /// Such as `blast-radius`: the meters' word.
            public String code() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
    }

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
