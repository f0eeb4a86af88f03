package dev.hangar.simulator.actors;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/// Works a list off, so many at once, and goes on when all are done. Work that fails never reports, and so ends
/// everything behind it.
final class Pool<T> {
    /// Work on one thing, which runs `done` at its end.
    interface Work<T> {
        void begin(T thing, Runnable done);
    }

    private final Deque<T> waiting;
    private final Work<T> work;
    private final Runnable then;
    private int running;

    private Pool(Collection<T> things, Work<T> work, Runnable then) {
        waiting = new ArrayDeque<>(things);
        this.work = work;
        this.then = then;
    }

    static <T> void run(Collection<T> things, int width, Work<T> work, Runnable then) {
        Pool<T> pool = new Pool<>(things, work, then);
        if (things.isEmpty()) {
            then.run();
            return;
        }
        pool.running = Math.min(width, things.size());
        for (int i = Math.min(width, things.size()); i > 0; i--) {
            pool.next();
        }
    }

    private void next() {
        T thing = waiting.pollFirst();
        if (thing != null) {
            work.begin(thing, this::next);
        } else if (--running == 0) {
            then.run();
        }
    }
}
