package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.config.HangarSettings;
import dev.hangar.control.Custody;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Ends the process when the loop, or all of its passes, hang for good: Fly starts a machine again whose process ended
/// with an error, and
/// none whose check fails (facts 11). A thread of the platform, which needs neither scheduler nor event loop nor
/// carriers of virtual threads: one of these may be what hangs.
@Singleton
public class StallWatch {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final LoopState loop;
    private final InFlight inFlight;
    private final Custody custody;
    private final Stall stall;
    private final FatalExit exit;
    private final Duration every;

    @Inject
    StallWatch(HangarSettings settings, LoopState loop, InFlight inFlight, Assembly assembly, GracefulStop stop) {
        this(
                loop,
                inFlight,
                assembly.custody(),
                StallLimits.of(settings, loop.stalledAfter()),
                EVERY,
                FatalExit.ofProcess(
                        () -> stop.giveEverythingBack(Thread.ofPlatform().daemon())));
    }

    StallWatch(LoopState loop, InFlight inFlight, Custody custody, StallLimits limits, Duration every, FatalExit exit) {
        this.loop = loop;
        this.inFlight = inFlight;
        this.custody = custody;
        this.stall = new Stall(limits, every, System.nanoTime());
        this.exit = exit;
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    Thread start() {
        return Thread.ofPlatform().daemon().name("stall-watch").start(this::watch);
    }

    /// Until a stop begins, which has its own bounds.
    private void watch() {
        while (!custody.isClosed()) {
            LockSupport.parkNanos(every.toNanos());
            Optional<String> hangs = stall.look(seen());
            if (hangs.isPresent() && !custody.isClosed()) {
                exit.because(hangs.get() + " although every call has a time-out: this is a bug");
                return;
            }
        }
    }

    private Stall.Seen seen() {
        boolean pastRead = loop.isPastRead();
        return new Stall.Seen(System.nanoTime(), loop.ticks(), pastRead, loop.passes(), inFlight.oldest());
    }
}
