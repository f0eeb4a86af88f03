package dev.hangar.daemon;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The end of a process that cannot go on: says why, gives back what it holds at Fly, and is gone within
/// [#patience], whatever of this hangs. Nothing else is waited for: shutdown hooks may be part of what hangs.
///
/// @param givingBack gives leases and cordons back
/// @param dump what the threads do
/// @param patience most time before the end
/// @param halt ends the process with an exit code, at once
record FatalExit(Runnable givingBack, Supplier<String> dump, Duration patience, Halt halt) {
    /// Exit code of the process: an internal software error, by the convention of `sysexits.h`.
    static final int CODE = 70;

    private static final Logger LOG = Logger.getLogger("hangar.stall");

    /// Ends the process.
    @FunctionalInterface
    interface Halt {
        void with(int code);
    }

    /// The real one; as long as Fly gives a stop.
    static FatalExit ofProcess(Runnable givingBack) {
        return new FatalExit(givingBack, ThreadDump::text, Duration.ofSeconds(5), Runtime.getRuntime()::halt);
    }

    /// Does not return in a real process.
    void because(String why) {
        // Both at once: a log whose reader is gone blocks, and must not keep a lease from being given back.
        List<Thread> atWork = Stream.<Runnable>of(() -> say(why), givingBack)
                .map(work -> Thread.ofPlatform().daemon().name("fatal-exit").start(work))
                .toList();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : atWork) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            halt.with(CODE);
        }
    }

    private void say(String why) {
        LOG.fatalf("%s. The process ends with exit code %d, to be started again", why, CODE);
        LOG.error("threads of ours:\n" + dump.get());
    }
}
