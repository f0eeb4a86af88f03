package dev.hangar.prometheus;

import dev.hangar.model.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The past of any expression, summed over the series that it gives: what a replay of demand needs. Unlike the
/// signals
/// of
/// [PrometheusSignalSource], series need no label here.
public final class PrometheusHistory implements AutoCloseable {
    /// Steps of one query: six hours of 15 s. Prometheus gives 11 000 points per series at most; this keeps an
    /// answer
    /// for
    /// 500 series near 20 MB.
    public static final int MOST_STEPS = 1440;

    private final QueryClient client;

    /// Opens no connection yet.
    public PrometheusHistory(PrometheusEndpoint endpoint, QueryTransport transport) {
        this.client = new QueryClient(endpoint, transport);
    }

    /// What to ask for.
    ///
    /// @param promql any expression
    /// @param from instant of the first step
    /// @param steps 1 to [#MOST_STEPS]
    /// @param step at least a millisecond
    /// @param lookback how old a sample may be to count for a step, where the server obeys
    public record Question(String promql, Instant from, int steps, Duration step, Duration lookback) {
        /// @throws IllegalArgumentException when `steps` or `step` is out of its range
        public Question {
            if (steps < 1 || steps > MOST_STEPS || step.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "a question has 1 to " + MOST_STEPS + " steps of 1 ms or more, got " + steps + " of " + step);
            }
        }
    }

    /// What the server said.
    ///
    /// @param sums by Unix time in milliseconds: the sum of the series that have a number then; none where no
    ///     series has. May be negative or infinite
    /// @param series how many there were
    /// @param caveats warnings of the server, and whether it marked the answer partial
    public record Stretch(SortedMap<Long, Double> sums, int series, List<String> caveats) {}

    /// One query, one attempt. A value that is not a number counts as none.
    public Answer<Stretch> read(Question question) {
        long start = question.from().toEpochMilli();
        long end = start + (question.steps() - 1) * question.step().toMillis();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", question.promql());
        parameters.put("start", decimal(start));
        parameters.put("end", decimal(end));
        parameters.put("step", decimal(question.step().toMillis()));
        parameters.put("lookback_delta", question.lookback().toMillis() + "ms");
        parameters.put("max_lookback", question.lookback().toMillis() + "ms");
        // VictoriaMetrics moves start and end to multiples of the step for its cache; not asking the cache stops that.
        parameters.put("nocache", "1");
        return client.query("api/v1/query_range", parameters).map(result -> stretch(result, start, end));
    }

    private static Stretch stretch(QueryResult result, long start, long end) {
        SortedMap<Long, Double> sums = new TreeMap<>();
        for (QueryResult.Series series : result.series()) {
            for (QueryResult.Point point : series.points()) {
                if (!Double.isNaN(point.value()) && point.atMillis() >= start && point.atMillis() <= end) {
                    sums.merge(point.atMillis(), point.value(), Double::sum);
                }
            }
        }
        return new Stretch(sums, result.series().size(), result.caveats());
    }

    private static String decimal(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }

    /// Ends open queries and their connections.
    @Override
    public void close() {
        client.close();
    }
}
