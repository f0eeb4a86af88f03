package dev.hangar.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Makes a [Span] of each piece of work, below that of the work around it. Off, it only runs the work.
///
/// What is below what goes with the thread; [#carrying] hands it on to others.
public final class Tracer {
    /// Tells nobody.
    public static final Tracer OFF = new Tracer(Optional.empty(), InstantSource.fixed(Instant.EPOCH));

    private static final ScopedValue<Span.Id> AROUND = ScopedValue.newInstance();
    private static final Open NOTHING = new Open() {
        @Override
        public void done(Map<String, String> notes) {}

        @Override
        public void close() {}
    };

    private final Optional<Consumer<Span>> finished;
    private final InstantSource clock;

    /// @param finished hears of every span that has ended, at once and on the thread that ended it
    /// @param clock wall-clock time of beginnings
    public Tracer(Consumer<Span> finished, InstantSource clock) {
        this(Optional.of(finished), clock);
    }

    private Tracer(Optional<Consumer<Span>> finished, InstantSource clock) {
        this.finished = finished;
        this.clock = clock;
    }

    /// A span under way, which has none below it. Closed before it is done, it counts as failed.
    public interface Open extends AutoCloseable {
        /// The work is done.
        ///
        /// @param notes attributes that are known only now
        void done(Map<String, String> notes);

        @Override
        void close();
    }

    /// Begins a span without others below it. No attribute may hold a secret.
    ///
    /// @param name from a short list: no names of apps
    public Open open(String name, Map<String, String> attributes) {
        return finished.<Open>map(listener -> new Begun(next(), name, attributes, listener, clock.instant()))
                .orElse(NOTHING);
    }

    /// Runs `work` as a span, with what it begins below it. Work that throws counts as failed.
    public void run(String name, Map<String, String> attributes, Runnable work) {
        if (finished.isEmpty()) {
            work.run();
            return;
        }
        Span.Id id = next();
        try (Begun span = new Begun(id, name, attributes, finished.get(), clock.instant())) {
            ScopedValue.where(AROUND, id).run(work);
            span.done(Map.of());
        }
    }

    /// `executor`, with what it runs below the span that asked for it.
    public Executor carrying(Executor executor) {
        return work -> {
            if (AROUND.isBound()) {
                Span.Id around = AROUND.get();
                executor.execute(() -> ScopedValue.where(AROUND, around).run(work));
            } else {
                executor.execute(work);
            }
        };
    }

    private static Span.Id next() {
        return AROUND.isBound() ? AROUND.get().below(random()) : Span.Id.first(random(), random(), random());
    }

    /// Zero would mean none.
    private static long random() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    private static final class Begun implements Open {
        private final Span.Id id;
        private final String name;
        private final Map<String, String> attributes;
        private final Consumer<Span> listener;
        private final Instant began;
        private final long nanos = System.nanoTime();
        private boolean done;

        private Begun(Span.Id id, String name, Map<String, String> attributes, Consumer<Span> listener, Instant began) {
            this.id = id;
            this.name = name;
            this.attributes = new TreeMap<>(attributes);
            this.listener = listener;
            this.began = began;
        }

        @Override
        public void done(Map<String, String> notes) {
            attributes.putAll(notes);
            done = true;
        }

        @Override
        public void close() {
            listener.accept(new Span(id, name, began, Duration.ofNanos(System.nanoTime() - nanos), attributes, !done));
        }
    }
}
