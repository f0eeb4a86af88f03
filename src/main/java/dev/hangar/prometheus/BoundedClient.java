package dev.hangar.prometheus;

import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Many queries within one deadline: a server that left two of them without an answer, or took all the time, is not
/// asked again. Safe for threads.
final class BoundedClient {
    /// Somebody waits for the report.
    static final Duration IN_ALL = Duration.ofSeconds(25);
    /// For one query. A second one still fits after it.
    static final Duration EACH = Duration.ofSeconds(10);
    /// After so many queries without an answer the server counts as one that does not answer.
    static final int MOST_TIMEOUTS = 2;

    /// Why a query was not sent.
    static final Failure GIVEN_UP = Failure.of(
            FailureKind.UNAVAILABLE, "not asked, because the server left " + MOST_TIMEOUTS + " queries unanswered");
    /// Why a query was not sent.
    static final Failure TOO_LATE =
            Failure.of(FailureKind.UNAVAILABLE, "not asked, because the others took all of " + Seconds.of(IN_ALL));

    private static final int GATEWAY_TIMEOUT = 504;

    private final QueryClient client;
    private final InstantSource clock;
    private final Instant end;
    private final AtomicInteger timeouts = new AtomicInteger();

    /// The deadline counts from now.
    BoundedClient(QueryClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.end = clock.instant().plus(IN_ALL);
    }

    static boolean wasNotAsked(Failure failure) {
        return failure.equals(GIVEN_UP) || failure.equals(TOO_LATE);
    }

    /// How many queries were sent and got no answer in time.
    int timeouts() {
        return timeouts.get();
    }

    /// Sends `parameters` to `path` below the base address, unless that has become hopeless.
    Answer<QueryResult> query(String path, Map<String, String> parameters) {
        Duration left = Duration.between(clock.instant(), end);
        if (timeouts.get() >= MOST_TIMEOUTS) {
            return Answer.failed(GIVEN_UP);
        }
        if (!left.isPositive()) {
            return Answer.failed(TOO_LATE);
        }
        Answer<QueryResult> answer = client.query(path, parameters, left.compareTo(EACH) < 0 ? left : EACH);
        answer.whyFailed().filter(BoundedClient::isTimeout).ifPresent(failure -> timeouts.incrementAndGet());
        return answer;
    }

    /// Whether there was no answer in time, also by the word of a gateway.
    static boolean isTimeout(Failure failure) {
        return failure.kind() == FailureKind.TIMED_OUT || failure.httpStatus().orElse(0) == GATEWAY_TIMEOUT;
    }
}
