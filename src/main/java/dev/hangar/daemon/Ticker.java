package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Launch;
import dev.hangar.control.Custody;
import dev.hangar.telemetry.Accounts;
import dev.hangar.telemetry.DecisionLog;
import dev.hangar.telemetry.LoopMeters;
import dev.hangar.telemetry.MoneyMeters;
import dev.hangar.telemetry.Tracer;
import dev.hangar.web.Journal;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/// Schedules the [Tick]; its messages go to the channel `fleets-due`. Skipped while the last tick runs, so it never
/// piles
/// up.
@Singleton
public class Ticker {
    private final Launch launch;
    private final Custody custody;
    private final Emitter<FleetsDue> due;
    private final Tick tick;
    private final LoopMeters meters;
    private final ReentrantLock atWork = new ReentrantLock();
    private final Tracer tracer;

    Ticker(
            Launch launch,
            Assembly assembly,
            InFlight inFlight,
            LoopState loop,
            LoopMeters meters,
            Accounts accounts,
            MoneyMeters money,
            DecisionLog log,
            Journal journal,
            Tracer tracer,
            // Bounded in fact: one message per app at most is on its way, see InFlight.
            @Channel("fleets-due") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<FleetsDue> due) {
        this.launch = launch;
        this.custody = assembly.custody();
        this.due = due;
        this.meters = meters;
        this.tracer = tracer;
        Tick.Outlet outlet = new Tick.Outlet(this::send, fleets -> {
            accounts.retain(fleets);
            money.retain(fleets);
            log.retain(fleets);
            journal.retain(fleets);
        });
        this.tick = new Tick(launch.settings(), launch.clock(), assembly, inFlight, loop, meters, outlet);
    }

    /// The first tick begins at once: the scheduler would let it wait for one to two seconds, and the daemon is not
    /// ready
    /// before. The channels are wired already, since their observer of the same event comes before those of an
    /// application.
    void start(@Observes StartupEvent event, Scheduler scheduler) {
        Thread.ofVirtual().name("first-tick").start(this::ticks);
        String interval = Beans.interval(launch).toString();
        scheduler
                .newJob("tick")
                .setInterval(interval)
                .setDelayed(interval)
                .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> ticks(), true)
                .schedule();
    }

    private void ticks() {
        // The scheduler skips what would overlap, but knows nothing of the first.
        if (!atWork.tryLock()) {
            return;
        }
        try {
            severalTicks();
        } finally {
            atWork.unlock();
        }
    }

    /// The ticks of one firing: one, or several with pauses between them where the clock runs so fast that the
    /// scheduler, which looks once a second, would skip some.
    private void severalTicks() {
        int ticks = Beans.ticksPerFiring(launch);
        for (int done = 0; done < ticks; done++) {
            if (done > 0) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / ticks);
            }
            long began = System.nanoTime();
            tracer.run("tick", Map.of(), tick::run);
            meters.tickTook(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private boolean send(FleetsDue message) {
        if (custody.isClosed()) {
            // The channels go down while a tick may still be reading. What is claimed before is waited for.
            return false;
        }
        try {
            due.send(message);
            return true;
        } catch (IllegalStateException notWired) {
            // The channel is not there yet, or no more: the next tick is the retry.
            return false;
        }
    }
}
