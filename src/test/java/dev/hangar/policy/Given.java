package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.App;
import dev.hangar.model.Expectation;
import dev.hangar.model.Fleet;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reason;
import dev.hangar.model.Silence;
import dev.hangar.testkit.Machines;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import static dev.hangar.testkit.Machines.T0;

/// One situation for the engine, by default: watched for an hour without a break, and every started machine idle.
final class Given {
    private final List<Machine> machines;
    private final List<Expectation> open = new ArrayList<>();
    private App app = Machines.APP;
    private Optional<Readings> readings = Optional.empty();
    private PolicySettings settings = Settings.usual().build();
    private PolicyMemory memory = warm(T0);
    private Instant at = T0;
    private SortedMap<MachineId, String> pauses = new TreeMap<>();
    private Optional<String> deploy = Optional.empty();
    private Optional<Silence> silence = Optional.empty();

    private Given(List<Machine> machines) {
        this.machines = machines;
    }

    static Given fleet(Machines... builders) {
        return new Given(Arrays.stream(builders).map(Machines::build).toList());
    }

    /// Watched for an hour up to a pass 15 s before `at`, with nothing in the window.
    static PolicyMemory warm(Instant at) {
        return watched(at, Duration.ofHours(1));
    }

    /// Watched for `span` up to a pass 15 s before `at`, with nothing in the window.
    static PolicyMemory watched(Instant at, Duration span) {
        return new PolicyMemory(
                Optional.of(at.minus(span)),
                Optional.of(at.minusSeconds(15)),
                MaxWindow.EMPTY,
                new TreeMap<>(),
                0,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                GuardMemory.NEW,
                WakeTimes.NEW,
                Pools.NEW);
    }

    /// A formula that comes to the same whatever it reads.
    record Constant(double number, Set<String> names) implements Formula {
        @Override
        public String text() {
            return "constant";
        }

        @Override
        public FormulaResult evaluate(Map<String, Double> values) {
            return new FormulaResult.Value(number);
        }
    }

    Given app(App its) {
        app = its;
        return this;
    }

    Given at(Instant instant) {
        at = instant;
        return this;
    }

    Given readings(Readings said) {
        readings = Optional.of(said);
        return this;
    }

    /// Connections of each machine in the fleet's order of ids `a`, `b`, ...
    Given concurrency(double... byMachine) {
        Readings said = Readings.at(at);
        for (int i = 0; i < byMachine.length; i++) {
            said.concurrency(String.valueOf((char) ('a' + i)), byMachine[i]);
        }
        return readings(said);
    }

    Given settings(Settings wanted) {
        settings = wanted.build();
        return this;
    }

    Given memory(PolicyMemory remembered) {
        memory = remembered;
        return this;
    }

    /// The sign of a deploy elsewhere in the app.
    Given deploy(Optional<String> sign) {
        deploy = sign;
        return this;
    }

    /// Pauses by metadata elsewhere in the app.
    Given pauses(SortedMap<MachineId, String> signs) {
        pauses = signs;
        return this;
    }

    /// The whole organization lost its demand.
    Given silence(Silence seen) {
        silence = Optional.of(seen);
        return this;
    }

    Given expecting(String id, MachineState state) {
        open.add(new Expectation(Machines.ref(id), state, at.minusSeconds(20), at.plusSeconds(40)));
        return this;
    }

    PolicySettings settings() {
        return settings;
    }

    PolicyMemory memory() {
        return memory;
    }

    Observation observation() {
        Readings idle = Readings.at(at);
        machines.stream()
                .filter(machine -> machine.state() == MachineState.STARTED)
                .forEach(machine -> idle.concurrency(machine.id().value(), 0));
        return new Observation(
                at,
                new Fleet(Machines.FLEET, app, machines),
                readings.orElse(idle).build(),
                open,
                deploy,
                pauses,
                silence);
    }

    Roster roster() {
        return Roster.of(observation(), settings);
    }

    Demand demand() {
        return DemandEstimator.estimate(observation(), roster(), settings, memory.times());
    }

    Floors floors() {
        return Floors.of(roster(), settings, demand());
    }

    Standing standing(String id) {
        return roster().all().stream()
                .filter(standing -> standing.machine().id().equals(new MachineId(id)))
                .findFirst()
                .orElseThrow();
    }

    Evaluation evaluate() {
        return new PolicyEngine(Prices.BOOK).evaluate(observation(), memory, settings);
    }

    List<String> violations(Action... actions) {
        return PlanChecker.violations(new Plan(at, List.of(actions)), observation(), memory, settings);
    }

    /// The plan as `verb machine REASON`, once the plan checker agrees with it.
    List<String> plan() {
        Evaluation evaluation = evaluate();
        List<String> wrong = PlanChecker.violations(evaluation.plan(), observation(), evaluation.next(), settings);
        if (!wrong.isEmpty()) {
            throw new AssertionError("the plan checker rejects " + evaluation.plan() + ": " + wrong);
        }
        return evaluation.plan().actions().stream()
                .map(action -> action.verb() + " " + action.machine().id() + " " + action.reason())
                .toList();
    }

    MachineReport report(String id) {
        return evaluate().report().machines().stream()
                .filter(report -> report.machine().id().equals(new MachineId(id)))
                .findFirst()
                .orElseThrow();
    }

    Reason reason(String id) {
        return report(id).reason();
    }

    /// Reasons of all machines, as `a=NEEDED`.
    List<String> reasons() {
        return evaluate().report().machines().stream()
                .map(report -> report.machine().id() + "=" + report.reason())
                .toList();
    }

    List<Reason> holds() {
        return evaluate().report().holds().stream()
                .map(FleetReport.Hold::reason)
                .toList();
    }

    static <K extends Comparable<K>, V> SortedMap<K, V> map(K key, V value) {
        TreeMap<K, V> map = new TreeMap<>();
        map.put(key, value);
        return map;
    }
}
