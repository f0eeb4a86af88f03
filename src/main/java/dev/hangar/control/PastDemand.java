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
        Instant first = at.minus(STEP.multipliedBy(steps));
        if (!first.isBefore(from)) {
            return past;
        }
        for (SignalQuery query : queries) {
            List<SignalSnapshot> all = new ArrayList<>(source.history(query, first, from.minus(STEP), STEP));
            all.addAll(past.getOrDefault(query.name(), List.of()));
            past.put(query.name(), all);
        }
        return past;
    }

    private static int most(List<SignalSnapshot> snapshots) {
        return snapshots.stream()
                .mapToInt(snapshot -> snapshot.samples().values().stream()
                        .mapToInt(List::size)
                        .sum())
                .max()
                .orElse(0);
    }
}
