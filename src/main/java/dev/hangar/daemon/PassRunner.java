package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Launch;
import dev.hangar.control.PassRecord;
import dev.hangar.control.Pauses;
import dev.hangar.model.AppName;
import dev.hangar.telemetry.LoopMeters;
import dev.hangar.telemetry.PassMeters;
import dev.hangar.telemetry.Tracer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/// Runs the passes of one app per message, each on a virtual thread, as many at once as configured, and publishes every
/// record to the channel `passes`.
@Singleton
public class PassRunner {
    private static final Logger LOG = Logger.getLogger(PassRunner.class);

    private final AppWork work;
    private final InFlight inFlight;
    private final PassMeters passMeters;
    private final LoopMeters meters;
    private final Tracer tracer;
    private final Emitter<PassRecord> passes;
    private final Semaphore atOnce;

    PassRunner(
            Launch launch,
            Assembly assembly,
            InFlight inFlight,
            LoopState loop,
            PassMeters passMeters,
            LoopMeters meters,
            Pauses pauses,
            Tracer tracer,
            @Channel("passes") @Broadcast @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<PassRecord> passes) {
        this.work = new AppWork(
                pauses.over(launch.settings().policies()::settingsFor, launch.clock()), assembly, inFlight, loop);
        this.inFlight = inFlight;
        this.passMeters = passMeters;
        this.meters = meters;
        this.tracer = tracer;
        this.passes = passes;
        this.atOnce = new Semaphore(launch.settings().maxConcurrentPasses());
    }

    private void passes(FleetsDue due) {
        AppName app = due.app().name();
        AtomicBoolean read = new AtomicBoolean(true);
        work.run(
                due,
                record -> {
                    read.compareAndSet(true, record instanceof PassRecord.Decided);
                    passes.send(record);
                },
                bug -> {
                    read.set(false);
                    passMeters.bug(app);
                    LOG.errorf(bug, "app=%s the pass ended in a programming error", app);
                });
        passMeters.ended(app, read.get());
    }

    @Incoming("fleets-due")
    @RunOnVirtualThread
    void run(FleetsDue due) {
        atOnce.acquireUninterruptibly();
        meters.waited(inFlight.since(due.app().name()));
        long began = System.nanoTime();
        try {
            tracer.run("passes of an app", Map.of("hangar.app", due.app().name().value()), () -> passes(due));
        } finally {
            meters.passTook(Duration.ofNanos(System.nanoTime() - began));
            atOnce.release();
        }
    }
}
