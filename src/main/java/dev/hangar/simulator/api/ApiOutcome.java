package dev.hangar.simulator.api;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a request leads to: an answer, or a wait for one.
public sealed interface ApiOutcome {
    /// The answer.
    record Answered(ApiResponse response) implements ApiOutcome {}

    /// A long poll: ask `poll` again whenever the world has moved; it answers at `deadline` at the latest.
    ///
    /// @param deadline virtual time of the time-out
    record NotYet(Instant deadline, Supplier<Optional<ApiResponse>> poll) implements ApiOutcome {}

    /// The same with the final answer changed.
    default ApiOutcome map(Function<ApiResponse, ApiResponse> change) {
        return switch (this) {
            case Answered(ApiResponse response) -> new Answered(change.apply(response));
            case NotYet(Instant deadline, Supplier<Optional<ApiResponse>> poll) ->
                new NotYet(deadline, () -> poll.get().map(change));
        };
    }
}
