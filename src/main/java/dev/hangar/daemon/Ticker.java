package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Launch;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FleetId;
import dev.hangar.model.Reading;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.telemetry.DecisionLog;
import dev.hangar.telemetry.PassMeters;
import dev.hangar.web.Journal;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/// The tick: reads the app list and every signal once for all fleets, then sends one message per app that is not still
/// at work to the channel `fleets-due`. Skipped while the last tick runs, so it never piles up.
@Singleton
public class Ticker {
    private final Launch launch;
    private final Assembly assembly;
    private final InFlight inFlight;
    private final LoopState loop;
    private final PassMeters meters;
    private final DecisionLog log;
    private final Journal journal;
    private final Emitter<FleetsDue> due;
    private Map<SignalName, List<SignalSnapshot>> history = Map.of();
    private boolean started;

    Ticker(
            Launch launch,
            Assembly assembly,
            InFlight inFlight,
            LoopState loop,
            PassMeters meters,
            DecisionLog log,
            Journal journal,
            // Bounded in fact: one message per app at most is on its way, see InFlight.
            @Channel("fleets-due") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<FleetsDue> due) {
        this.launch = launch;
        this.assembly = assembly;
        this.inFlight = inFlight;
        this.loop = loop;
        this.meters = meters;
        this.log = log;
        this.journal = journal;
        this.due = due;
    }

    void start(@Observes StartupEvent event, Scheduler scheduler) {
        scheduler
                .newJob("tick")
                .setInterval(Beans.interval(launch).toString())
                // The channels are wired a moment after start-up.
                .setDelayed("PT1S")
                .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> ticks(), true)
                .schedule();
    }

    /// The ticks of one firing: one, or several with pauses between them where the clock runs so fast that the
    /// scheduler, which looks once a second, would skip some.
    private void ticks() {
        int ticks = Beans.ticksPerFiring(launch);
        for (int tick = 0; tick < ticks; tick++) {
            if (tick > 0) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / ticks);
            }
            tick();
        }
    }

    void tick() {
        Instant at = launch.clock().instant();
        List<App> apps = assembly.directory().apps(at);
        List<Failure> failures = new ArrayList<>(assembly.directory().failures());
        failures.forEach(failure -> meters.failure("apps", failure));
        if (assembly.directory().isKnown()) {
            retain(apps);
        }
        List<SignalQuery> queries = launch.settings().signals();
        Map<SignalName, SignalSnapshot> signals = new TreeMap<>();
        for (SignalSnapshot snapshot : assembly.signals().read(queries, at)) {
            signals.put(snapshot.signal(), snapshot);
            snapshot.failure().ifPresent(failure -> {
                meters.failure("signal", failure);
                failures.add(failure);
            });
            newest(snapshot).ifPresent(sampled -> meters.signalAge(snapshot.signal(), Duration.between(sampled, at)));
        }
        boolean first = !started && !apps.isEmpty();
        if (first) {
            history = assembly.history(launch.settings(), at);
            started = true;
        }
        for (App app : apps) {
            if (inFlight.claim(app.name())) {
                send(new FleetsDue(app, signals, history));
            }
        }
        if (!first) {
            history = Map.of();
        }
        loop.ticked(assembly.directory().isKnown(), failures);
    }

    private void send(FleetsDue message) {
        try {
            due.send(message);
        } catch (IllegalStateException notWired) {
            // The channel is not there yet, or no more: the next tick is the retry.
            inFlight.release(message.app().name());
        }
    }

    private void retain(List<App> apps) {
        List<AppName> names = apps.stream().map(App::name).toList();
        assembly.memories().retainApps(names);
        Set<FleetId> fleets = assembly.memories().fleets();
        meters.retain(fleets);
        log.retain(fleets);
        journal.retain(fleets);
    }

    private static Optional<Instant> newest(SignalSnapshot snapshot) {
        return snapshot.samples().values().stream()
                .flatMap(List::stream)
                .filter(sample -> sample.reading() instanceof Reading.Fresh)
                .map(sample -> ((Reading.Fresh) sample.reading()).sampledAt())
                .max(Instant::compareTo);
    }
}
