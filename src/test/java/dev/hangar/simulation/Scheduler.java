package dev.hangar.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A cooperative scheduler on virtual time. Every strand is a thread of its own that runs only while it holds the
/// baton; it gives it away when it sleeps, to whoever is due next. Work that is due runs on the thread that holds the
/// baton. Due times decide, then the order of asking, so a run depends on nothing but its inputs.
final class Scheduler {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::at).thenComparingLong(Entry::sequence);

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
    private final List<Strand> strands = new ArrayList<>();
    private final Strand main = new Strand("main", () -> {});
    private final Consumer<Instant> beforeMoving;
    private Instant now;
    private long sequence;
    private Strand current = main;
    private boolean ending;
    private Optional<Throwable> failure = Optional.empty();

    private record Entry(Instant at, long sequence, Optional<Strand> strand, Runnable work) {}

    /// @param beforeMoving brings the surroundings to a new time before anything that is due then runs
    Scheduler(Instant start, Consumer<Instant> beforeMoving) {
        now = start;
        this.beforeMoving = beforeMoving;
    }

    /// A thread of the simulation.
    static final class Strand {
        private final String name;
        private final Runnable body;
        private volatile boolean turn;
        private Optional<Thread> thread = Optional.empty();
        private boolean ended;
        private Optional<Object> context = Optional.empty();

        private Strand(String name, Runnable body) {
            this.name = name;
            this.body = body;
        }

        /// What this strand is doing, for those who look on.
        void context(Object what) {
            context = Optional.of(what);
        }

        Optional<Object> context() {
            return context;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    Instant now() {
        return now;
    }

    /// The strand that holds the baton.
    Strand current() {
        return current;
    }

    /// Plans work that runs at once, without sleeping.
    void at(Instant time, Runnable work) {
        entries.add(new Entry(later(time), sequence++, Optional.empty(), work));
    }

    /// Starts a strand at `time`.
    Strand start(String name, Instant time, Runnable body) {
        Strand strand = new Strand(name, body);
        strands.add(strand);
        entries.add(new Entry(later(time), sequence++, Optional.of(strand), () -> {}));
        return strand;
    }

    /// Lets others run until `time`; at least those that are due now.
    ///
    /// @throws Killed when the simulation ends meanwhile
    void sleepUntil(Instant time) {
        Strand self = current;
        if (ending) {
            throw new Killed();
        }
        entries.add(new Entry(later(time), sequence++, Optional.of(self), () -> {}));
        dispatch(self);
        if (ending && self != main) {
            throw new Killed();
        }
    }

    /// Ends the run now, well, before its time.
    void finish() {
        entries.add(new Entry(now, sequence++, Optional.of(main), () -> {}));
    }

    /// Runs everything until `end`, then ends every strand. To be called once, by the thread that made this.
    ///
    /// @return what a strand or a piece of work threw, which ends the run at once
    Optional<Throwable> run(Instant end) {
        main.thread = Optional.of(Thread.currentThread());
        sleepUntil(end);
        ending = true;
        for (Strand strand : List.copyOf(strands)) {
            if (strand.thread.isPresent() && !strand.ended) {
                handTo(strand);
                awaitTurn(main);
            }
        }
        return failure;
    }

    /// Ends the run: the first failure counts.
    void fail(Throwable why) {
        if (failure.isEmpty()) {
            failure = Optional.of(why);
        }
    }

    private Instant later(Instant time) {
        return time.isBefore(now) ? now : time;
    }

    /// Runs what is due until it is the turn of `self`; hands the baton on when somebody else comes first.
    private void dispatch(Strand self) {
        while (true) {
            Entry next = failure.isPresent() ? null : entries.poll();
            Strand due = next == null ? main : next.strand().orElse(null);
            if (next != null) {
                move(next);
            }
            if (due == null) {
                continue;
            }
            if (failure.isPresent()) {
                due = main;
            }
            if (due != self) {
                handTo(due);
                awaitTurn(self);
            }
            current = self;
            return;
        }
    }

    private void move(Entry next) {
        try {
            beforeMoving.accept(next.at());
            now = next.at();
            next.work().run();
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private void handTo(Strand strand) {
        if (strand.thread.isEmpty()) {
            strand.thread = Optional.of(Thread.ofVirtual().unstarted(() -> live(strand)));
            strand.thread.get().start();
            return;
        }
        strand.turn = true;
        LockSupport.unpark(strand.thread.get());
    }

    private static void awaitTurn(Strand strand) {
        while (!strand.turn) {
            LockSupport.park();
        }
        strand.turn = false;
    }

    private void live(Strand strand) {
        current = strand;
        try {
            strand.body.run();
        } catch (Killed killed) {
            // Its process is dead, or the simulation is over.
        } catch (Throwable thrown) {
            fail(thrown);
        }
        strand.ended = true;
        strands.remove(strand);
        passOn();
    }

    /// The last deed of a strand: whoever is due next gets the baton.
    private void passOn() {
        while (!ending) {
            Entry next = failure.isPresent() ? null : entries.poll();
            if (next == null) {
                break;
            }
            move(next);
            if (next.strand().isPresent() && failure.isEmpty()) {
                handTo(next.strand().get());
                return;
            }
        }
        handTo(main);
    }
}
