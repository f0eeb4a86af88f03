package dev.hangar.prometheus;

import dev.hangar.control.Usage;
import dev.hangar.control.UsageSource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Use from a Prometheus-compatible server: one query per [Figure] for all apps together, a few at a time, and two
/// range queries for lines, all within one deadline. A figure that fails is named and the rest goes on; a server that
/// finds the window too long, or does not answer one figure in time, is asked once more for a single day.
public final class PrometheusUsageSource implements UsageSource, AutoCloseable {
    private static final Duration SHORTER = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /// Answers that may lie in memory at a time: each takes some 20 MB for 10,000 machines while it is read.
    private static final int AT_ONCE = 2;

    private final QueryClient client;
    private final Executor threads;
    private final InstantSource clock;

    /// Opens no connection yet.
    ///
    /// @param endpoint where to ask; two weeks take a server longer than an instant does
    /// @param threads runs the queries; `Runnable::run` sends them one after the other
    /// @param clock what the deadline counts by
    public PrometheusUsageSource(
            PrometheusEndpoint endpoint, QueryTransport transport, Executor threads, InstantSource clock) {
        this.client = new QueryClient(endpoint, transport);
        this.threads = threads;
        this.clock = clock;
    }

    /// What is asked.
    private record Question(Optional<SortedSet<AppName>> apps, Instant at, Duration window) {}

    /// {@inheritDoc}
    ///
    /// @throws IllegalArgumentException when `window` is shorter than a minute
    @Override
    public Usage read(Optional<SortedSet<AppName>> apps, Instant at, Duration window) {
        if (window.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a window is one minute or more, got " + window);
        }
        BoundedClient bounded = new BoundedClient(client, clock);
        UsageAttempt first = once(bounded, new Question(apps, at, window));
        Optional<Failure> why = window.compareTo(SHORTER) > 0 ? first.tooMuch(bounded.timeouts()) : Optional.empty();
        if (why.isEmpty()) {
            return first.usage(window);
        }
        UsageAttempt second = once(bounded, new Question(apps, at, SHORTER));
        return second.answered() > first.answered()
                ? second.instead(window, why.get()).usage(SHORTER)
                : first.usage(window);
    }

    private UsageAttempt once(BoundedClient bounded, Question question) {
        UsageBuilder builder = new UsageBuilder(question.window(), question.apps());
        // The lightest first: a server that does not answer it is not asked for the others.
        Optional<Failure> unreachable = ask(Figure.SEEN, question, bounded, builder);
        if (unreachable.isPresent()) {
            return UsageAttempt.nothing(new Usage.Unread("any use", unreachable.get()), builder);
        }
        List<Usage.Unread> failures = new ArrayList<>(rest(question, bounded, builder));
        UsageLines lines = new UsageLines(bounded, question.at(), question.window());
        SortedMap<AppName, List<Usage.Point>> read = lines.read(UsageLines.busiest(builder.seen()));
        int answered = Figure.values().length - failures.size();
        failures.addAll(lines.failures());
        return new UsageAttempt(builder, read, failures, answered);
    }

    private List<Usage.Unread> rest(Question question, BoundedClient bounded, UsageBuilder builder) {
        Semaphore free = new Semaphore(AT_ONCE);
        Map<Figure, CompletableFuture<Optional<Failure>>> pending = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            if (figure != Figure.SEEN) {
                free.acquireUninterruptibly();
                pending.put(
                        figure,
                        CompletableFuture.supplyAsync(() -> ask(figure, question, bounded, builder), threads)
                                .exceptionally(bug -> Optional.of(ourBug(bug)))
                                .whenComplete((answer, bug) -> free.release()));
            }
        }
        List<Usage.Unread> failures = new ArrayList<>();
        pending.forEach((figure, answer) ->
                answer.join().ifPresent(failure -> failures.add(new Usage.Unread(figure.words(), failure))));
        return failures;
    }

    private static Optional<Failure> ask(
            Figure figure, Question question, BoundedClient bounded, UsageBuilder builder) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", figure.expression(question.window(), AppSelector.of(question.apps())));
        parameters.put(
                "time", BigDecimal.valueOf(question.at().toEpochMilli(), 3).toPlainString());
        Answer<QueryResult> answer = bounded.query("api/v1/query", parameters);
        answer.asOptional().ifPresent(result -> builder.add(figure, result));
        return answer.whyFailed();
    }

    private static Failure ourBug(Throwable bug) {
        return Failure.of(FailureKind.INVALID_ANSWER, "this is a bug in the query adapter: " + bug);
    }

    /// Ends open queries and their connections.
    @Override
    public void close() {
        client.close();
    }
}
