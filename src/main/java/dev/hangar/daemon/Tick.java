package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.config.HangarSettings;
import dev.hangar.control.OrgCliff;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FleetId;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.telemetry.LoopMeters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One tick after another: reads the app list and every signal once for all fleets, then hands out one message per app
/// that is not still at work. Plain, so that a simulation runs it as the daemon does; one thread at a time.
public final class Tick {
    private final HangarSettings settings;
    private final InstantSource clock;
    private final Assembly assembly;
    private final InFlight inFlight;
    private final LoopState loop;
    private final LoopMeters meters;
    private final Outlet outlet;
    private final OrgCliff cliff = new OrgCliff();
    private Map<SignalName, List<SignalSnapshot>> history = Map.of();
    private boolean started;

    /// Where a tick's results go.
    ///
    /// @param due takes a message; false when nobody takes messages now, which leaves the app to the next tick
    /// @param retained hears which fleets are still remembered
    public record Outlet(Predicate<FleetsDue> due, Consumer<Set<FleetId>> retained) {}

    public Tick(
            HangarSettings settings,
            InstantSource clock,
            Assembly assembly,
            InFlight inFlight,
            LoopState loop,
            LoopMeters meters,
            Outlet outlet) {
        this.settings = settings;
        this.clock = clock;
        this.assembly = assembly;
        this.inFlight = inFlight;
        this.loop = loop;
        this.meters = meters;
        this.outlet = outlet;
    }

    /// Runs one tick.
    public void run() {
        Instant at = clock.instant();
        List<App> apps = assembly.directory().apps(at);
        List<Failure> failures = new ArrayList<>(assembly.directory().failures());
        failures.forEach(failure -> meters.failure("apps", failure));
        meters.apps(apps.stream().map(App::name).toList());
        if (assembly.directory().isKnown()) {
            retain(apps);
        }
        // The past first: reading it takes its time, and what is decided on must be young.
        boolean first = !started && !apps.isEmpty();
        if (first) {
            history = assembly.history(settings, at);
            history.getOrDefault(SignalQuery.PROXY_CONCURRENCY, List.of()).forEach(cliff::saw);
            started = true;
        }
        Instant now = first ? clock.instant() : at;
        Map<SignalName, SignalSnapshot> signals = new TreeMap<>();
        for (SignalSnapshot snapshot : assembly.signals().read(settings.signals(), now)) {
            signals.put(snapshot.signal(), snapshot);
            snapshot.failure().ifPresent(failures::add);
            meters.read(snapshot);
        }
        Optional.ofNullable(signals.get(SignalQuery.PROXY_CONCURRENCY)).ifPresent(cliff::saw);
        for (App app : apps) {
            if (inFlight.claim(app.name())) {
                send(new FleetsDue(app, signals, history, cliff.silence()));
            } else {
                meters.overrun();
            }
        }
        if (!first) {
            history = Map.of();
        }
        loop.ticked(assembly.directory().isKnown(), failures);
        if (started) {
            loop.readThePast();
        }
    }

    private void send(FleetsDue message) {
        if (!outlet.due().test(message)) {
            inFlight.release(message.app().name());
        }
    }

    private void retain(List<App> apps) {
        List<AppName> names = apps.stream().map(App::name).toList();
        assembly.memories().retainApps(names);
        Set<FleetId> fleets = assembly.memories().fleets();
        meters.retain(fleets);
        outlet.retained().accept(fleets);
    }
}
