package dev.hangar.cli;

import dev.hangar.backtest.MeasuredTrace;
import dev.hangar.backtest.Trace;
import dev.hangar.backtest.TraceException;
import dev.hangar.config.PrometheusSettings;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.SafeText;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.PrometheusHistory;
import dev.hangar.prometheus.QueryTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Demand of the past out of Prometheus, as a trace: one value per slot, asked for in stretches of six hours.
final class BacktestHistory {
    /// Room for more than a thousand series over one stretch.
    static final int MOST_BYTES = 64 << 20;

    private static final Duration STEP = Duration.ofSeconds(Trace.SLOT_SECONDS);
    private static final Set<FailureKind> PASSING = Set.of(FailureKind.UNAVAILABLE, FailureKind.TIMED_OUT);

    private final PrometheusEndpoint endpoint;
    private final Duration lookback;
    private final String query;
    private final MeasuredTrace trace;
    private final Set<String> caveats = new LinkedHashSet<>();
    private int mostSeries;

    /// A trace, and what should be known of it.
    record Read(Trace trace, List<String> notes) {}

    /// @param capacity what one machine takes, in the unit of the query
    BacktestHistory(PrometheusSettings settings, String query, double capacity) throws CliFailure {
        this.endpoint = endpoint(settings);
        this.lookback = settings.maxAge();
        this.query = query;
        this.trace = new MeasuredTrace(capacity);
    }

    /// Reads the slots from `from` up to `to`; both are taken back to a multiple of 15 s.
    Read read(Instant from, Instant to, Function<PrometheusEndpoint, QueryTransport> wire, Progress progress)
            throws CliFailure {
        long first = slot(from);
        int slots = Math.toIntExact(Math.max(1, slot(to) - first));
        int stretches = Math.ceilDiv(slots, PrometheusHistory.MOST_STEPS);
        try (PrometheusHistory history = new PrometheusHistory(endpoint, wire.apply(endpoint))) {
            for (int stretch = 0; stretch < stretches; stretch++) {
                progress.step(stretch, stretches, "stretches of history from " + host());
                int done = stretch * PrometheusHistory.MOST_STEPS;
                int steps = Math.min(slots - done, PrometheusHistory.MOST_STEPS);
                take(history, new PrometheusHistory.Question(query, start(first + done), steps, STEP, lookback));
            }
        } finally {
            progress.end();
        }
        return read(start(first), slots);
    }

    private void take(PrometheusHistory history, PrometheusHistory.Question question) throws CliFailure {
        PrometheusHistory.Stretch stretch = ask(history, question);
        mostSeries = Math.max(mostSeries, stretch.series());
        caveats.addAll(stretch.caveats());
        try {
            for (Map.Entry<Long, Double> sum : stretch.sums().entrySet()) {
                trace.take(Instant.ofEpochMilli(sum.getKey()), sum.getValue());
            }
        } catch (TraceException senseless) {
            throw new CliFailure("the history from " + host() + " makes no demand: " + senseless.getMessage());
        }
    }

    /// What may pass by itself is asked for once more: a replay of weeks is dozens of queries.
    private PrometheusHistory.Stretch ask(PrometheusHistory history, PrometheusHistory.Question question)
            throws CliFailure {
        Answer<PrometheusHistory.Stretch> answer = history.read(question);
        if (answer.whyFailed()
                .filter(failure -> PASSING.contains(failure.kind()))
                .isPresent()) {
            answer = history.read(question);
        }
        return switch (answer) {
            case Answer.Ok<PrometheusHistory.Stretch>(PrometheusHistory.Stretch stretch) -> stretch;
            case Answer.Failed<PrometheusHistory.Stretch>(Failure failure) ->
                throw new CliFailure("cannot read the history from " + host() + " at " + question.from() + ": "
                        + words(failure) + hint(failure));
        };
    }

    /// The adapter points at the key of the daemon's address; here it came with the command.
    private static String words(Failure failure) {
        return failure.toString().replace(" (hangar.prometheus.url)", "");
    }

    private String hint(Failure failure) {
        return switch (failure.kind()) {
            case UNAUTHORIZED ->
                endpoint.token().isPresent()
                        ? "; the token that was sent does not read metrics here"
                        : "; no token was sent, set " + BacktestSettings.TOKEN;
            case INVALID_ANSWER -> failure.detail().startsWith("answer is longer") ? "; sum in the query" : "";
            case THROTTLED, LEASE_HELD, CONFLICT, NOT_FOUND, NO_CAPACITY, INVALID_REQUEST, UNAVAILABLE, TIMED_OUT -> "";
        };
    }

    private Read read(Instant from, int slots) throws CliFailure {
        try {
            Trace whole = trace.trace(SafeText.label(query));
            List<String> notes = new ArrayList<>();
            if (mostSeries > 1) {
                notes.add("the query gave up to " + mostSeries + " series at a time: they are summed");
            }
            if (whole.slots() < slots) {
                notes.add((slots - whole.slots()) + " of the " + slots + " slots since " + from
                        + " are left out: they lie before the first value or after the last one");
            }
            caveats.forEach(caveat -> notes.add(host() + " warned: " + SafeText.label(caveat)));
            return new Read(whole, notes);
        } catch (TraceException empty) {
            throw new CliFailure("the query gave no number since " + from + " on " + host()
                    + ": try it in Prometheus, or a later --from");
        }
    }

    private String host() {
        return endpoint.base().getRawAuthority();
    }

    private static long slot(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Trace.SLOT_SECONDS);
    }

    private static Instant start(long slot) {
        return Instant.ofEpochSecond(slot * Trace.SLOT_SECONDS);
    }

    private static PrometheusEndpoint endpoint(PrometheusSettings settings) throws CliFailure {
        try {
            PrometheusEndpoint plain = Assembly.endpoint(settings);
            return new PrometheusEndpoint(plain.base(), plain.token(), plain.method(), plain.timeout(), MOST_BYTES);
        } catch (IllegalArgumentException wrong) {
            throw new CliFailure("--prometheus: " + wrong.getMessage(), CommandFactory.WRONG_USAGE);
        }
    }
}
