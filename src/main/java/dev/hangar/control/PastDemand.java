package dev.hangar.control;

import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what signals said before a start: the window that must have been seen before anything shrinks (promise
/// 8), and as much of the time before it as is worth learning from and fits the memory.
public final class PastDemand {
    /// One slot of the policies.
    public static final Duration STEP = Duration.ofSeconds(15);

    /// Most samples that are read besides the window: some tens of megabytes while the first passes run.
    private static final int MOST_SAMPLES = 150_000;

    /// Steps that are asked for at once: two hours.
    private static final int STRETCH = 480;

    private PastDemand() {}

    /// What every signal said before `at`: ascending snapshots by signal.
    ///
    /// @param window is read whatever it takes
    /// @param learn how far back is read besides, if the number of series allows; zero: not at all
    public static Map<SignalName, List<SignalSnapshot>> read(
            SignalSource source, List<SignalQuery> queries, Instant at, Duration window, Duration learn) {
        Instant from = at.minus(window).minus(STEP.multipliedBy(2));
        Map<SignalName, List<SignalSnapshot>> past = new TreeMap<>();
        int series = 0;
        for (SignalQuery query : queries) {
            List<SignalSnapshot> recent = source.history(query, from, at.minus(STEP), STEP);
            past.put(query.name(), recent);
            series += most(recent);
        }
        long steps = Math.min(learn.dividedBy(STEP), MOST_SAMPLES / Math.max(1, series));
        learn(source, queries, at.minus(STEP.multipliedBy(steps)), from, past);
        return past;
    }

    /// Reads backwards from the window, stretch by stretch, until one fails: a server that does not answer is not
    /// asked
    /// again.
    private static void learn(
            SignalSource source,
            List<SignalQuery> queries,
            Instant first,
            Instant window,
            Map<SignalName, List<SignalSnapshot>> past) {
        Instant end = window;
        long samples = 0;
        while (first.isBefore(end)
                && samples < MOST_SAMPLES
                && queries.stream().allMatch(query -> answered(past, query))) {
            Instant begin = end.minus(STEP.multipliedBy(STRETCH));
            Instant start = begin.isBefore(first) ? first : begin;
            for (SignalQuery query : queries) {
                List<SignalSnapshot> all = new ArrayList<>(source.history(query, start, end.minus(STEP), STEP));
                samples += all.stream().mapToLong(PastDemand::size).sum();
                all.addAll(past.getOrDefault(query.name(), List.of()));
                past.put(query.name(), all);
            }
            end = start;
        }
    }

    private static boolean answered(Map<SignalName, List<SignalSnapshot>> past, SignalQuery query) {
        List<SignalSnapshot> its = past.getOrDefault(query.name(), List.of());
        return !its.isEmpty() && its.getFirst().failure().isEmpty();
    }

    private static int most(List<SignalSnapshot> snapshots) {
        return snapshots.stream().mapToInt(PastDemand::size).max().orElse(0);
    }

    private static int size(SignalSnapshot snapshot) {
        return snapshot.samples().values().stream().mapToInt(List::size).sum();
    }
}
