package dev.hangar.simulation;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Wires;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.daemon.AppWork;
import dev.hangar.daemon.FleetsDue;
import dev.hangar.daemon.InFlight;
import dev.hangar.daemon.LoopState;
import dev.hangar.daemon.Tick;
import dev.hangar.model.FleetId;
import dev.hangar.policy.PolicySettings;
import dev.hangar.prometheus.QueryTransport;
import dev.hangar.telemetry.LoopMeters;
import dev.hangar.telemetry.PassMeters;
import dev.hangar.testkit.Prices;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One life of a daemon: the production classes from start to kill, on strands of their own.
final class DaemonProcess {
    private final String name;
    private final Universe universe;
    private final HangarSettings settings;
    private final Assembly assembly;
    private final InFlight inFlight = new InFlight();
    private final LoopState loop;
    private final Tick tick;
    private final AppWork work;
    /// Settings do not change within a life: to merge their layers for every pass would cost some 5 % of a run.
    private final Map<FleetId, PolicySettings> policies = new HashMap<>();

    private final Death death;
    private final Map<String, DemandEvidence> demand = new HashMap<>();
    private boolean alive = true;
    private int calls;
    private int identifiers;
    private final EnumSet<FleetTruth.Kind> withoutHistory = EnumSet.noneOf(FleetTruth.Kind.class);
    private final Instant began;
    private int firstWrite;
    private int lastWrite;

    /// When a process is killed.
    ///
    /// @param call number of the call, from 1 on; 0 for never
    /// @param afterEffect whether that call still takes effect
    record Death(int call, boolean afterEffect) {
        static final Death NEVER = new Death(0, false);
    }

    DaemonProcess(String name, Universe universe, HangarSettings settings, Death death) {
        this.name = name;
        this.universe = universe;
        this.settings = settings;
        this.death = death;
        this.began = universe.now();
        Wire wire = new Wire(universe, this);
        InstantSource clock = this::clock;
        Wires wires = new Wires(fly -> wire, wire::queries, Runnable::run, () -> name + "-" + ++identifiers);
        assembly = Assembly.of(settings, Prices.LIST, clock, wires);
        loop = new LoopState(
                () -> Duration.between(Instant.EPOCH, universe.now()).toNanos(), settings.interval());
        MeterRegistry silent = new CompositeMeterRegistry();
        tick = new Tick(
                settings,
                clock,
                assembly,
                inFlight,
                loop,
                new LoopMeters(silent, clock, new PassMeters(silent)),
                new Tick.Outlet(this::due, fleets -> {}));
        work = new AppWork(
                (org, fleet) -> policies.computeIfAbsent(
                        fleet, absent -> settings.policies().settingsFor(org, fleet)),
                assembly,
                inFlight,
                loop);
    }

    /// Its own clock, which may be wrong.
    Instant clock() {
        return universe.now().plus(universe.faults().clockError(universe.now()));
    }

    void start() {
        universe.note(name + " starts");
        universe.scheduler.start(name + " ticks", universe.now(), this::ticks);
    }

    /// At a fixed rate, skipping while a tick still runs, as the daemon's scheduler does.
    private void ticks() {
        Instant next = universe.now();
        while (alive) {
            tick.run();
            universe.audit.ticked(this);
            while (!next.isAfter(universe.now())) {
                next = next.plus(settings.interval());
            }
            universe.scheduler.sleepUntil(next);
        }
    }

    private boolean due(FleetsDue message) {
        PassWatch watch = new PassWatch(this, message.app().name().value(), universe.now(), Map.copyOf(demand));
        Scheduler.Strand strand =
                universe.scheduler.start(name + " " + message.app().name(), universe.now(), () -> pass(message, watch));
        strand.context(watch);
        return true;
    }

    private void pass(FleetsDue message, PassWatch watch) {
        requireAlive();
        universe.audit.passBegins(watch);
        work.run(message, record -> universe.audit.published(watch, record), bug -> {
            throw new Violation("no-bug", watch + " ended in " + bug);
        });
        universe.audit.passEnded(watch);
        universe.guards.passEnded(watch);
    }

    /// The pass that the running strand works on.
    Optional<PassWatch> currentPass() {
        return universe.scheduler.current().context().map(PassWatch.class::cast);
    }

    /// How old the newest step of a window may be, the jumps of its clock included.
    private static final long NEWEST_OF_WINDOW = 90;

    void heardOfDemand(String expression, DemandEvidence evidence) {
        demand.put(expression, evidence);
    }

    /// A query of the past failed. One of the time before every window only leaves something unlearned.
    void missesHistory(QueryTransport.Request request) {
        Instant end = Instant.ofEpochSecond((long) Double.parseDouble(DemandEvidence.parameter(request, "end")));
        if (end.isBefore(clock().minusSeconds(NEWEST_OF_WINDOW))) {
            return;
        }
        boolean ofWeb = DemandEvidence.parameter(request, "query").contains("fly_app_concurrency");
        withoutHistory.add(ofWeb ? FleetTruth.Kind.WEB : FleetTruth.Kind.WORKER);
    }

    /// Whether it may know a whole window of a fleet: it has seen one, or was told of one.
    boolean maySeeWindow(FleetTruth fleet) {
        boolean isLong = !began.plusSeconds(fleet.windowSeconds()).isAfter(universe.now());
        return isLong || !withoutHistory.contains(fleet.kind());
    }

    void beforeCall() {
        requireAlive();
        calls++;
        if (calls == death.call() && !death.afterEffect()) {
            kill();
            throw new Killed();
        }
    }

    /// The call that is being made changes something.
    void writes() {
        firstWrite = firstWrite == 0 ? calls : firstWrite;
        lastWrite = calls;
    }

    /// Number of the first call that changes something; 0 before it.
    int firstWrite() {
        return firstWrite;
    }

    /// Number of the last one so far.
    int lastWrite() {
        return lastWrite;
    }

    void afterCall() {
        if (calls >= death.call() && death.call() > 0 && death.afterEffect()) {
            kill();
            throw new Killed();
        }
    }

    void kill() {
        universe.note(name + " is killed");
        alive = false;
        universe.audit.died(this);
    }

    void requireAlive() {
        if (!alive) {
            throw new Killed();
        }
    }

    boolean isAlive() {
        return alive;
    }

    boolean isActing() {
        return settings.mode() == Mode.ACT;
    }

    Universe universe() {
        return universe;
    }

    HangarSettings settings() {
        return settings;
    }

    int calls() {
        return calls;
    }

    boolean isBusy() {
        return !inFlight.isEmpty();
    }

    boolean isStalled() {
        return loop.isStalled();
    }

    @Override
    public String toString() {
        return name;
    }
}
