package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.cost.PriceBook;
import dev.hangar.model.AppName;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A Fly organization in virtual time: deterministic from scenario and seed, moved on by [#advanceTo] and by the
/// commands below, which take effect at [#now]. Not safe for threads: the server face holds one lock around it.
public final class World {
    private static final int JOURNAL_LENGTH = 10_000;
    private static final Duration DEFAULT_KILL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_KILL_TIMEOUT = Duration.ofMinutes(5);

    private final Scenario scenario;
    private final Seed seed;
    private final Agenda agenda;
    private final Identifiers identifiers;
    private final Capacity capacity = new Capacity();
    private final Motion motion = new Motion(this);
    private final Starts starts = new Starts(this, motion, capacity);
    private final Lifecycle lifecycle = new Lifecycle(this, motion, starts);
    private final Exits exits = new Exits(this, motion, starts, lifecycle);
    private final Flyd flyd = new Flyd(this, starts, exits);
    private final Platform platform = new Platform(this, capacity, motion, lifecycle, flyd);
    private final FlyProxy proxy = new FlyProxy(this, starts, lifecycle);
    private final SortedMap<AppName, SimulatedApp> apps = new TreeMap<>();
    private final Map<MachineId, SimulatedApp> appOfMachine = new TreeMap<>();
    private final Deque<JournalEntry> journal = new ArrayDeque<>();

    /// Builds the scenario and runs its first step at the start.
    public World(Scenario scenario, Seed seed, PriceBook prices) {
        this.scenario = scenario;
        this.seed = seed;
        agenda = new Agenda(scenario.start());
        identifiers =
                new Identifiers(seed.generator("identifiers", scenario.org().value()));
        for (Scenario.AppSpec spec : scenario.apps()) {
            SimulatedApp app = new SimulatedApp(spec, seed, prices, scenario.start());
            apps.put(app.name(), app);
            Genesis.populate(this, app, spec, scenario.start());
            proxy.watch(app, seed.generator("proxy loop", app.name().value()));
        }
        scenario.inhabitants().forEach(inhabitant -> inhabitant.moveIn(this));
        agenda.at(scenario.start(), this::step);
        flush();
    }

    /// Virtual time.
    public Instant now() {
        return agenda.now();
    }

    /// The organization that owns every app but the foreign ones.
    public OrgSlug org() {
        return scenario.org();
    }

    /// Whether an app of this name belongs to another organization.
    public boolean isForeign(AppName app) {
        return scenario.foreignApps().contains(app);
    }

    /// Apps sorted by name.
    public Collection<SimulatedApp> apps() {
        return Collections.unmodifiableCollection(apps.values());
    }

    /// The app of this name, if it is one of the organization's.
    public Optional<SimulatedApp> app(AppName name) {
        return Optional.ofNullable(apps.get(name));
    }

    /// The last things that happened, oldest first.
    public List<JournalEntry> journal() {
        return List.copyOf(journal);
    }

    /// When something happens next by itself.
    public Optional<Instant> nextEventAt() {
        return agenda.next();
    }

    /// Moves virtual time on; a time that has passed changes nothing.
    public void advanceTo(Instant target) {
        agenda.advanceTo(target);
    }

    /// Has `work` done at a time; one that has passed means at once, after everything else that is due.
    public void plan(Instant at, Runnable work) {
        agenda.at(at, work);
    }

    /// A source of chance for one purpose, such as the script of a person, that shifts no other's draws.
    public SplittableRandom chance(String purpose, String subject) {
        return seed.generator(purpose, subject);
    }

    /// What Fly itself does to hosts and machines; for scripts of what goes wrong.
    public Platform platform() {
        return platform;
    }

    /// The figures until now.
    public Tally tally() {
        SortedMap<AppName, AppTally> tallies = new TreeMap<>();
        SortedMap<AppName, Map<MachineState, Integer>> counts = new TreeMap<>();
        for (SimulatedApp app : apps.values()) {
            app.settle(now());
            tallies.put(app.name(), app.tally());
            Map<MachineState, Integer> count = new EnumMap<>(MachineState.class);
            app.machines().forEach(machine -> count.merge(machine.state, 1, Integer::sum));
            counts.put(app.name(), Collections.unmodifiableMap(count));
        }
        return new Tally(tallies, counts);
    }

    /// Wakes a machine, as a call to the API does.
    public Move start(SimulatedMachine machine) {
        return flushed(starts.start(machine, Source.USER));
    }

    /// Stops a machine with its own time-out.
    public Move stop(SimulatedMachine machine) {
        return flushed(lifecycle.stop(machine, Source.USER));
    }

    /// Stops a machine with another time-out than its config's.
    public Move stop(SimulatedMachine machine, Duration timeout) {
        return flushed(lifecycle.stop(machine, Source.USER, timeout));
    }

    /// Suspends a machine that Fly can suspend (facts 5).
    public Move suspend(SimulatedMachine machine) {
        return flushed(lifecycle.suspend(machine, Source.USER));
    }

    /// Ends the process of a started machine and boots it again.
    public Move restart(SimulatedMachine machine) {
        return flushed(lifecycle.restart(machine, Source.USER));
    }

    /// Gives the process a signal such as `SIGUSR1`.
    public Move signal(SimulatedMachine machine, String signal) {
        return flushed(exits.signal(machine, signal));
    }

    /// Ends the process with `exitCode` as if by itself; what follows is up to restart policy and auto_destroy.
    public Move crash(SimulatedMachine machine, int exitCode) {
        return flushed(exits.exit(machine, exitCode));
    }

    /// Destroys a machine.
    ///
    /// @param force whatever its state
    public Move destroy(SimulatedMachine machine, boolean force) {
        return flushed(lifecycle.destroy(machine, force, Source.USER));
    }

    /// Takes a machine out of, or puts it back into, Fly Proxy's load balancing.
    public void setCordoned(SimulatedMachine machine, boolean cordoned) {
        settle(machine);
        machine.cordoned = cordoned;
        note(machine, cordoned ? "cordoned" : "uncordoned");
        changed(machine);
        flush();
    }

    /// Takes or extends the lease; the caller has made sure that nobody else holds it.
    public SimulatedLease lease(SimulatedMachine machine, String owner, String description, Duration time) {
        String nonce = machine.leaseAt(now()).map(SimulatedLease::nonce).orElseGet(() -> identifiers.hex(12));
        SimulatedLease lease = new SimulatedLease(nonce, owner, description, now().plus(time));
        machine.lease = Optional.of(lease);
        return lease;
    }

    /// Ends the lease before its time.
    public void releaseLease(SimulatedMachine machine) {
        machine.lease = Optional.empty();
    }

    /// Sets a metadata key, or removes it where `value` is empty. No new version (facts 1.7).
    public void setMetadata(SimulatedMachine machine, String key, String value) {
        if (value.isEmpty()) {
            machine.mutableMetadata().remove(key);
        } else {
            machine.mutableMetadata().put(key, value);
        }
        machine.updatedAt = now();
    }

    /// What a create call asks for.
    ///
    /// @param config raw config with metadata
    /// @param name unique in the app; empty to have one made
    /// @param launch whether it boots at once
    /// @param cordoned whether it starts out of load balancing (skip_service_registration)
    public record Wish(ObjectNode config, Optional<String> name, Region region, boolean launch, boolean cordoned) {}

    /// Makes a machine.
    public SimulatedMachine create(SimulatedApp app, Wish wish) {
        app.settle(now());
        SimulatedMachine machine = Genesis.create(this, app, wish);
        starts.launch(machine, wish.launch());
        flush();
        return machine;
    }

    /// Sets a new config version: reboots the machine, or keeps it off where it was off and `launch` is false.
    public void update(SimulatedMachine machine, ObjectNode config, boolean launch) {
        settle(machine);
        Genesis.addVersion(this, machine, config);
        starts.update(machine, launch);
        flush();
    }

    /// Makes a volume that no machine mounts yet.
    public SimulatedVolume createVolume(SimulatedApp app, String name, int sizeGb, Region region) {
        SimulatedVolume volume =
                new SimulatedVolume(identifiers.volumeId(), name, sizeGb, region, Optional.empty(), now());
        app.mutableVolumes().add(volume);
        return volume;
    }

    /// Replaces the volume of the same id, for one that grew or was attached.
    public void putVolume(SimulatedApp app, SimulatedVolume volume) {
        app.mutableVolumes().replaceAll(old -> old.id().equals(volume.id()) ? volume : old);
    }

    /// A volume of this name and region that nobody mounts; made where there is none.
    ///
    /// @param sizeGb size of a new one; at least 1
    public SimulatedVolume freeVolume(SimulatedApp app, String name, Region region, int sizeGb) {
        return Volumes.free(this, app, name, region, sizeGb);
    }

    /// Adds a release, or replaces the one of the same version.
    public void setRelease(SimulatedApp app, Release release) {
        app.mutableReleases().put(release.version(), release);
    }

    /// Says what the host of a machine is; see [Platform#setHostStatus].
    public void setHostStatus(SimulatedMachine machine, HostStatus status) {
        platform.setHostStatus(machine, status);
    }

    Identifiers identifiers() {
        return identifiers;
    }

    Seed seed() {
        return seed;
    }

    /// A new config is in force.
    void configured(SimulatedMachine machine) {
        flyd.configured(machine);
    }

    /// The scenario found a machine suspended: its snapshot is taken now.
    void remembersSnapshot(SimulatedMachine machine) {
        lifecycle.snapshot(machine);
    }

    /// A machine has entered its state.
    void arrived(SimulatedMachine machine) {
        flyd.arrived(machine);
    }

    /// Puts a machine on another host; its volumes are copied and get new ids (facts 2.2).
    void relocate(SimulatedMachine machine) {
        settle(machine);
        Volumes.copy(this, owner(machine), machine);
        machine.moveTo(identifiers.hex(4), identifiers.privateIp());
        record(machine, "launch", "migrated", Source.FLYD, Optional.empty());
    }

    void own(SimulatedApp app, SimulatedMachine machine) {
        app.mutableMachines().add(machine);
        appOfMachine.put(machine.id(), app);
    }

    Delays delays(SimulatedMachine machine) {
        return owner(machine).delays();
    }

    SnapshotLife snapshots(SimulatedMachine machine) {
        return owner(machine).snapshots();
    }

    Delays.Range taskTime(SimulatedMachine machine) {
        return owner(machine).taskTime();
    }

    /// How long the process may take to end: stop_config, 5 s by default, 300 s at most (facts 2.2).
    Duration killTimeout(SimulatedMachine machine) {
        JsonNode timeout = machine.current().raw().path("stop_config").path("timeout");
        Duration time = GoDuration.parse(timeout).orElse(DEFAULT_KILL_TIMEOUT);
        return time.compareTo(MAX_KILL_TIMEOUT) > 0 ? MAX_KILL_TIMEOUT : time;
    }

    void settle(SimulatedMachine machine) {
        owner(machine).settle(now());
    }

    void lost(SimulatedMachine machine, Source by) {
        owner(machine).lostMachine(machine, now(), by);
    }

    /// Routes the app's work anew, after everything else that is due now.
    void changed(SimulatedMachine machine) {
        SimulatedApp app = owner(machine);
        agenda.at(now(), () -> app.route(now(), proxy));
    }

    void record(SimulatedMachine machine, String type, String status, Source by, Optional<SimulatedEvent.Exit> exit) {
        String id = identifiers.ulid(now());
        machine.addEvent(new SimulatedEvent(id, type, status, by.wireName(), now(), exit));
        machine.updatedAt = now();
        note(machine, type + " " + status + " by " + by.wireName());
    }

    void note(SimulatedMachine machine, String what) {
        journal.addLast(new JournalEntry(now(), machine.ref(), what));
        if (journal.size() > JOURNAL_LENGTH) {
            journal.removeFirst();
        }
    }

    void detachVolumes(SimulatedMachine machine) {
        Volumes.detach(owner(machine), machine);
    }

    SimulatedApp owner(SimulatedMachine machine) {
        SimulatedApp app = appOfMachine.get(machine.id());
        if (app == null) {
            throw new IllegalStateException("machine " + machine.ref() + " has no app in this world: this is a bug");
        }
        return app;
    }

    private void step() {
        Duration elapsed = Duration.between(scenario.start(), now());
        apps.values().forEach(app -> app.step(now(), elapsed, scenario.step(), proxy));
        agenda.at(now().plus(scenario.step()), this::step);
    }

    private Move flushed(Move move) {
        flush();
        return move;
    }

    /// Lets the consequences of a command that are due at once happen before anyone looks.
    void flush() {
        agenda.advanceTo(now());
    }
}
