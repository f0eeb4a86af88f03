package dev.hangar.simulator.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Virtual time and the work that is due: run in order of time, then of sequence, so that a run depends on nothing
/// but its inputs.
final class Agenda {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::at).thenComparingLong(Entry::sequence);

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
    private Instant now;
    private long sequence;

    private record Entry(Instant at, long sequence, Runnable work) {}

    Agenda(Instant start) {
        now = start;
    }

    Instant now() {
        return now;
    }

    /// Plans `work`; a time that has passed means now.
    void at(Instant time, Runnable work) {
        Instant due = time.isBefore(now) ? now : time;
        entries.add(new Entry(due, sequence++, work));
    }

    /// When the next work is due.
    Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::at);
    }

    /// Runs what is due until `target` and leaves the time there; a target in the past runs what is due now.
    void advanceTo(Instant target) {
        Instant end = target.isBefore(now) ? now : target;
        Entry entry = entries.peek();
        while (entry != null && !entry.at().isAfter(end)) {
            entries.remove();
            now = entry.at();
            entry.work().run();
            entry = entries.peek();
        }
        now = end;
    }
}
