package dev.hangar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Many calls at once, and no more than a server likes.
final class Crowd {
    private Crowd() {}

    /// Does `work` for every item on a virtual thread of its own, `atOnce` of them at a time, and returns when all are
    /// done. `work` must not throw.
    static <T> void run(List<T> items, int atOnce, Consumer<T> work) {
        Semaphore free = new Semaphore(atOnce);
        List<Thread> threads = new ArrayList<>();
        for (T item : items) {
            free.acquireUninterruptibly();
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    work.accept(item);
                } finally {
                    free.release();
                }
            }));
        }
        threads.forEach(Crowd::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
