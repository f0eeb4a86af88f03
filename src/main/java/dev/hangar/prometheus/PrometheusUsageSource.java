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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Use from a Prometheus-compatible server: one query per [Figure] for all apps together, a few at a time, and two
/// range queries for lines. A figure that fails is named and the rest goes on; a server that finds the window too long
/// is asked once more for a single day.
public final class PrometheusUsageSource implements UsageSource, AutoCloseable {
    private static final Duration SHORTER = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int UNPROCESSABLE = 422;

    /// Answers that may lie in memory at a time: each takes some 20 MB for 10,000 machines while it is read.
    private static final int AT_ONCE = 2;

    private final QueryClient client;
    private final Executor threads;

    /// Opens no connection yet.
    ///
    /// @param endpoint where to ask; two weeks take a server longer than an instant does
    /// @param threads runs the queries; `Runnable::run` sends them one after the other
    public PrometheusUsageSource(PrometheusEndpoint endpoint, QueryTransport transport, Executor threads) {
        this.client = new QueryClient(endpoint, transport);
        this.threads = threads;
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalArgumentException when `window` is shorter than a minute
    @Override
    public Usage read(Optional<SortedSet<AppName>> apps, Instant at, Duration window) {
        if (window.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a window is one minute or more, got " + window);
        }
        Usage usage = once(apps, at, window);
        Optional<Usage.Unread> tooLong = usage.failures().stream()
                .filter(unread -> window.compareTo(SHORTER) > 0 && isTooMuch(unread.failure()))
                .findFirst();
        if (tooLong.isEmpty()) {
            return usage;
        }
        Usage shorter = once(apps, at, SHORTER);
        List<Usage.Unread> failures = new ArrayList<>();
        failures.add(new Usage.Unread(
                "use over %d d, so 1 d was read instead".formatted(window.toDays()),
                tooLong.get().failure()));
        failures.addAll(shorter.failures());
        return new Usage(SHORTER, shorter.machines(), shorter.traffic(), shorter.lines(), failures);
    }

    /// Whether a shorter window may help: too many samples (422), no answer in time, an overload, or an answer that is
    /// too long.
    private static boolean isTooMuch(Failure failure) {
        int status = failure.httpStatus().orElse(0);
        return failure.kind() == FailureKind.TIMED_OUT || status == UNPROCESSABLE || status / 100 == 5;
    }

    private Usage once(Optional<SortedSet<AppName>> apps, Instant at, Duration window) {
        UsageBuilder builder = new UsageBuilder(window, apps);
        String selector = AppSelector.of(apps);
        // The lightest first: a server that does not answer it is not asked for the others.
        Optional<Failure> unreachable = ask(Figure.SEEN, selector, at, window, builder);
        if (unreachable.isPresent()) {
            return nothing(window, new Usage.Unread("any use", unreachable.get()));
        }
        List<Usage.Unread> failures = new ArrayList<>(rest(selector, at, window, builder));
        UsageLines lines = new UsageLines(client, at, window);
        SortedMap<AppName, List<Usage.Point>> read = lines.read(UsageLines.busiest(builder.seen()));
        failures.addAll(lines.failures());
        return new Usage(window, builder.machines(), builder.traffic(), read, failures);
    }

    private static Usage nothing(Duration window, Usage.Unread why) {
        return new Usage(window, new TreeMap<>(), new TreeMap<>(), Collections.emptySortedMap(), List.of(why));
    }

    private List<Usage.Unread> rest(String selector, Instant at, Duration window, UsageBuilder builder) {
        Semaphore free = new Semaphore(AT_ONCE);
        Map<Figure, CompletableFuture<Optional<Failure>>> pending = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            if (figure != Figure.SEEN) {
                free.acquireUninterruptibly();
                pending.put(
                        figure,
                        CompletableFuture.supplyAsync(() -> ask(figure, selector, at, window, builder), threads)
                                .exceptionally(bug -> Optional.of(ourBug(bug)))
                                .whenComplete((answer, bug) -> free.release()));
            }
        }
        List<Usage.Unread> failures = new ArrayList<>();
        pending.forEach((figure, answer) ->
                answer.join().ifPresent(failure -> failures.add(new Usage.Unread(figure.words(), failure))));
        return failures;
    }

    private Optional<Failure> ask(Figure figure, String selector, Instant at, Duration window, UsageBuilder builder) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", figure.expression(window, selector));
        parameters.put("time", BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString());
        Answer<QueryResult> answer = client.query("api/v1/query", parameters);
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
