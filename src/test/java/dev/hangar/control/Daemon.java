package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.DrainTag;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicySettings;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.ManualTime;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import static dev.hangar.testkit.Machines.T0;

/// The core as the daemon runs it, on a fake Fly: one pass per tick of 15 s. Every started machine has a sample, of 0
/// connections unless [#load] says otherwise. The history holds the same load for the past window.
final class Daemon {
    private static final Duration TICK = Duration.ofSeconds(15);

    final ManualTime time;
    final FakeFly fly;
    private final boolean acting;
    private final PolicySettings settings;
    private final TreeMap<String, Double> load = new TreeMap<>();
    private final TreeSet<String> silent = new TreeSet<>();
    private boolean signalsFail;
    private boolean remembersHistory = true;
    Custody custody = new Custody();
    FleetMemories memories = new FleetMemories();
    private Safeguards safeguards = Safeguards.NONE;
    private AppPass passes;

    private Daemon(boolean acting, PolicySettings settings, ManualTime time, FakeFly fly) {
        this.time = time;
        this.fly = fly;
        this.acting = acting;
        this.settings = settings;
        this.passes = wire();
    }

    private static Daemon on(boolean acting, Settings settings, Machines... machines) {
        ManualTime time = new ManualTime(T0);
        FakeFly fly =
                new FakeFly(time, Arrays.stream(machines).map(Machines::build).toList());
        return new Daemon(acting, settings.build(), time, fly);
    }

    static Daemon acting(Settings settings, Machines... machines) {
        return on(true, settings, machines);
    }

    static Daemon observing(Settings settings, Machines... machines) {
        return on(false, settings, machines);
    }

    /// Another process with the same settings on the same Fly, at the same time.
    Daemon rival() {
        return new Daemon(acting, settings, time, fly);
    }

    private AppPass wire() {
        PolicyEngine engine = new PolicyEngine(Prices.BOOK);
        Optional<Actor> actor = acting ? Optional.of(new Actor(fly, fly, time, custody, safeguards)) : Optional.empty();
        return new AppPass(fly, new Pass(fly, engine, actor, time), new Recall(engine), memories, time);
    }

    /// With these from now on.
    Daemon guardedBy(Safeguards these) {
        safeguards = these;
        passes = wire();
        return this;
    }

    Daemon load(String machine, double connections) {
        load.put(machine, connections);
        return this;
    }

    /// The machine runs, but its series are missing.
    void silence(String machine, boolean now) {
        if (now) {
            silent.add(machine);
        } else {
            silent.remove(machine);
        }
    }

    void signalsFail(boolean now) {
        signalsFail = now;
    }

    /// Our process dies and starts again: all that it had in memory is gone, and so is the history.
    void restart() {
        custody = new Custody();
        memories = new FleetMemories();
        remembersHistory = false;
        passes = wire();
    }

    PassRecord.Decided tick() {
        return (PassRecord.Decided) tickAny();
    }

    PassRecord tickAny() {
        return tickAfter(TICK);
    }

    PassRecord tickAfter(Duration step) {
        time.advance(step);
        Map<SignalName, List<SignalSnapshot>> history =
                remembersHistory ? Map.of(SignalQuery.PROXY_CONCURRENCY, history()) : Map.of();
        List<PassRecord> records = new ArrayList<>();
        passes.run(Machines.APP, readings(time.instant()).snapshots(), history, (app, fleet) -> settings, records::add);
        return records.getFirst();
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tickAny();
        }
    }

    private Readings readings(Instant at) {
        Readings said = Readings.at(at);
        if (signalsFail) {
            return said.failed(SignalQuery.PROXY_CONCURRENCY, dev.hangar.model.Reading.AbsenceReason.SOURCE_FAILED);
        }
        fly.all().stream()
                .filter(machine -> machine.state() == MachineState.STARTED)
                .map(machine -> machine.id().value())
                .filter(id -> !silent.contains(id))
                .forEach(id -> said.concurrency(id, load.getOrDefault(id, 0.0)));
        return said;
    }

    private List<SignalSnapshot> history() {
        List<SignalSnapshot> past = new ArrayList<>();
        for (int minutes = 12; minutes >= 1; minutes--) {
            Instant at = time.instant().minus(Duration.ofMinutes(minutes));
            past.addAll(readings(at).snapshots().values());
        }
        return past;
    }

    /// Outcomes as `verb machine word`.
    static List<String> outcomes(PassRecord.Decided record) {
        return record.acted().stream()
                .map(acted -> acted.action().verb() + " "
                        + acted.action().machine().id() + " " + acted.outcome().word())
                .toList();
    }

    static List<Action> plan(PassRecord.Decided record) {
        return record.evaluation().plan().actions();
    }

    /// Machines that take traffic.
    long open() {
        return fly.all().stream()
                .filter(machine -> machine.state() == MachineState.STARTED && !machine.cordoned())
                .count();
    }

    /// What is left of us at Fly, as `cordon a`, `tag a`, `lease a`.
    List<String> leftovers() {
        List<String> left = new ArrayList<>();
        for (Machine machine : fly.all()) {
            String id = machine.id().value();
            if (machine.cordoned()) {
                left.add("cordon " + id);
            }
            if (machine.metadata().containsKey(DrainTag.KEY)) {
                left.add("tag " + id);
            }
            if (fly.isLeased(id)) {
                left.add("lease " + id);
            }
        }
        return left;
    }
}
