package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Launch;
import dev.hangar.control.PassRecord;
import dev.hangar.telemetry.PassMeters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
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

    private final Launch launch;
    private final Assembly assembly;
    private final InFlight inFlight;
    private final LoopState loop;
    private final PassMeters meters;
    private final Emitter<PassRecord> passes;
    private final Semaphore atOnce;

    PassRunner(
            Launch launch,
            Assembly assembly,
            InFlight inFlight,
            LoopState loop,
            PassMeters meters,
            @Channel("passes") @Broadcast @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<PassRecord> passes) {
        this.launch = launch;
        this.assembly = assembly;
        this.inFlight = inFlight;
        this.loop = loop;
        this.meters = meters;
        this.passes = passes;
        this.atOnce = new Semaphore(launch.settings().maxConcurrentPasses());
    }

    @Incoming("fleets-due")
    @RunOnVirtualThread
    void run(FleetsDue due) {
        atOnce.acquireUninterruptibly();
        long began = System.nanoTime();
        try {
            assembly.passes()
                    .run(
                            due.app(),
                            due.signals(),
                            due.history(),
                            launch.settings().policies()::settingsFor,
                            record -> {
                                loop.heard(record);
                                passes.send(record);
                            });
        } catch (RuntimeException bug) {
            // Failures of the outside world are values; what lands here is ours. The memory of the fleet is kept.
            meters.bug();
            loop.bug();
            LOG.errorf(
                    bug,
                    "app=%s the pass ended in a programming error",
                    due.app().name());
        } finally {
            meters.passTook(Duration.ofNanos(System.nanoTime() - began));
            inFlight.release(due.app().name());
            atOnce.release();
        }
    }
}
