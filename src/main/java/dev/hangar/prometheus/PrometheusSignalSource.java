package dev.hangar.prometheus;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.control.SignalSource;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reading.AbsenceReason;
import dev.hangar.model.SignalQuery;
import dev.hangar.prometheus.QueryResult.Point;
import dev.hangar.prometheus.QueryResult.Series;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Demand from a Prometheus-compatible server, by the HTTP query API.
///
/// Value and sample time of a signal come in one query, told apart by the label `hangar_part`; `label_replace` with an
/// empty source label and an empty expression sets it on every series, in Prometheus and in VictoriaMetrics alike.
/// Every query carries `lookback_delta` (Prometheus after 2.42, which ignores it and looks back five minutes) and
/// `max_lookback` (VictoriaMetrics), both the signal's `maxAge`. Servers that ignore them are why `sampledAt` matters:
/// VictoriaMetrics answers for 30 s ago by default, and only the sample time tells.
public final class PrometheusSignalSource implements SignalSource, AutoCloseable {
    private static final String PART = "hangar_part";

    /// Steps of one range query: far below Prometheus's limit of 11 000 points, and an answer for 100 machines stays
    /// near 2 MB.
    private static final int STEPS_PER_QUERY = 500;

    private final QueryClient client;
    private final Executor threads;

    /// Over the network, every query of a tick on a virtual thread of its own. Opens no connection yet.
    public PrometheusSignalSource(PrometheusEndpoint endpoint) {
        this(endpoint, new HttpQueryTransport(endpoint), Thread::startVirtualThread);
    }

    /// @param threads runs the queries of one tick; `Runnable::run` sends them one after the other
    public PrometheusSignalSource(PrometheusEndpoint endpoint, QueryTransport transport, Executor threads) {
        this.client = new QueryClient(endpoint, transport);
        this.threads = threads;
    }

    /// Asks for every signal at once, each with the time-out of its own query: one that fails leaves the others alone.
    @Override
    public List<SignalSnapshot> read(List<SignalQuery> queries, Instant at) {
        List<CompletableFuture<SignalSnapshot>> pending = queries.stream()
                .map(query -> CompletableFuture.supplyAsync(() -> readOne(query, at), threads)
                        .exceptionally(bug -> failed(query, at, ourBug(bug))))
                .toList();
        return pending.stream().map(CompletableFuture::join).toList();
    }

    private SignalSnapshot readOne(SignalQuery query, Instant at) {
        Map<String, String> parameters = parameters(query);
        parameters.put("time", seconds(at));
        return switch (client.query("api/v1/query", parameters)) {
            case Answer.Ok<QueryResult>(QueryResult result) -> instant(query, at, result);
            case Answer.Failed<QueryResult>(Failure failure) -> failed(query, at, failure);
        };
    }

    /// An expression such as `x[1m]` answers with a matrix: its newest points count, at their own time.
    private static SignalSnapshot instant(SignalQuery query, Instant at, QueryResult result) {
        SnapshotBuilder snapshot = new SnapshotBuilder(query, at, result.caveats());
        for (Series series : result.series()) {
            if (!series.points().isEmpty()) {
                add(
                        snapshot,
                        query,
                        series,
                        Subject.of(series.labels()),
                        series.points().getLast());
            }
        }
        return snapshot.build();
    }

    /// Asks for `STEPS_PER_QUERY` steps at a time, one query after the other; a query that fails leaves its own steps
    /// without readings and no others. Times are cut to milliseconds, as the API has them.
    ///
    /// @throws IllegalArgumentException when `step` is shorter than a millisecond
    @Override
    public List<SignalSnapshot> history(SignalQuery query, Instant from, Instant to, Duration step) {
        long stepMillis = step.toMillis();
        if (stepMillis < 1) {
            throw new IllegalArgumentException("step must be at least 1 ms, got " + step);
        }
        List<SignalSnapshot> history = new ArrayList<>();
        long end = to.toEpochMilli();
        for (long start = from.toEpochMilli(); start <= end; start += stepMillis * STEPS_PER_QUERY) {
            long last = Math.min(end, start + stepMillis * (STEPS_PER_QUERY - 1));
            history.addAll(stretch(query, start, last, stepMillis));
        }
        return List.copyOf(history);
    }

    private List<SignalSnapshot> stretch(SignalQuery query, long start, long end, long step) {
        Map<String, String> parameters = parameters(query);
        parameters.put("start", seconds(Instant.ofEpochMilli(start)));
        parameters.put("end", seconds(Instant.ofEpochMilli(end)));
        parameters.put("step", BigDecimal.valueOf(step, 3).toPlainString());
        // VictoriaMetrics moves start and end to multiples of the step for its cache; not asking the cache stops that.
        parameters.put("nocache", "1");
        Answer<QueryResult> answer = client.query("api/v1/query_range", parameters);
        QueryResult result = answer.asOptional().orElse(new QueryResult(List.of(), List.of()));
        Map<Long, SnapshotBuilder> steps = new LinkedHashMap<>();
        for (long at = start; at <= end; at += step) {
            steps.put(at, new SnapshotBuilder(query, Instant.ofEpochMilli(at), result.caveats()));
        }
        for (Series series : result.series()) {
            Optional<Subject> subject = Subject.of(series.labels());
            for (Point point : series.points()) {
                Optional.ofNullable(steps.get(point.atMillis()))
                        .ifPresent(snapshot -> add(snapshot, query, series, subject, point));
            }
        }
        return switch (answer) {
            case Answer.Ok<QueryResult> ok ->
                steps.values().stream().map(SnapshotBuilder::build).toList();
            case Answer.Failed<QueryResult>(Failure failure) ->
                steps.keySet().stream()
                        .map(at -> failed(query, Instant.ofEpochMilli(at), failure))
                        .toList();
        };
    }

    private static void add(
            SnapshotBuilder snapshot, SignalQuery query, Series series, Optional<Subject> subject, Point point) {
        if (query.sampledAt().isPresent() && "sampled_at".equals(series.labels().get(PART))) {
            snapshot.sampledAt(subject, point.value());
        } else {
            snapshot.value(subject, point);
        }
    }

    private static Map<String, String> parameters(SignalQuery query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", expression(query));
        parameters.put("lookback_delta", duration(query.maxAge()));
        parameters.put("max_lookback", duration(query.maxAge()));
        return parameters;
    }

    /// The one text that is sent: the simulator recognises it word by word.
    static String expression(SignalQuery query) {
        return query.sampledAt()
                .map(sampledAt -> part(query.promql(), "value") + " or " + part(sampledAt, "sampled_at"))
                .orElse(query.promql());
    }

    private static String part(String promql, String name) {
        return "label_replace(" + promql + ", \"" + PART + "\", \"" + name + "\", \"\", \"\")";
    }

    private static String duration(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    private static String seconds(Instant at) {
        return BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
    }

    private static SignalSnapshot failed(SignalQuery query, Instant at, Failure failure) {
        return SignalSnapshot.failed(query.name(), at, AbsenceReason.SOURCE_FAILED, failure);
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
