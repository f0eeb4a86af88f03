package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.control.Actor;
import dev.hangar.control.Custody;
import dev.hangar.model.MachineRef;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// A stop within 5 s, the time that Fly gives (facts 11): no new action, a moment for the passes at work, then every
/// cordon of ours taken off and every lease released, all machines at once.
@Singleton
public class GracefulStop {
    private static final Logger LOG = Logger.getLogger(GracefulStop.class);
    private static final Duration FOR_PASSES = Duration.ofSeconds(1);
    private static final Duration FOR_GIVING_BACK = Duration.ofMillis(2_500);

    private final Assembly assembly;
    private final InFlight inFlight;

    GracefulStop(Assembly assembly, InFlight inFlight) {
        this.assembly = assembly;
        this.inFlight = inFlight;
    }

    void stop(@Observes ShutdownEvent event, Scheduler scheduler) {
        scheduler.pause();
        giveEverythingBack(Thread.ofVirtual());
    }

    /// Takes 3.5 s at most, and a moment to say so.
    ///
    /// @param threads what makes a thread for each machine
    void giveEverythingBack(Thread.Builder threads) {
        Custody custody = assembly.custody();
        custody.close();
        long deadline = System.nanoTime() + FOR_PASSES.toNanos();
        while (!inFlight.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assembly.actor().ifPresent(actor -> giveBack(actor, custody, threads));
    }

    private static void giveBack(Actor actor, Custody custody, Thread.Builder threads) {
        List<Thread> atWork = new ArrayList<>();
        for (MachineRef machine : custody.held()) {
            LOG.infof("machine=%s giving back our lease and cordon before stopping", machine);
            atWork.add(threads.start(() -> actor.giveBack(machine)));
        }
        long deadline = System.nanoTime() + FOR_GIVING_BACK.toNanos();
        try {
            for (Thread thread : atWork) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!custody.isEmpty()) {
            LOG.warn(
                    "some leases or cordons could not be given back; leases expire by themselves, and the next start finds our tags");
        }
    }
}
