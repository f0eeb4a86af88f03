package dev.hangar.control;

import dev.hangar.model.Fleet;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Rebuilds a fleet's memory from history, so that a restart or a single report need not wait for a full window.
///
/// Every past step of the window is evaluated by the same engine; its plans are dropped, its memory is kept.
/// Steps before the window only teach the adaptive scaling. A machine counts as running from its last start on; a
/// step in which it ran without a sample is a gap there as it would have been then.
///
/// A query of the past that failed tells nothing of its steps, not even that somebody watched: the memory begins
/// anew after them, so that nothing shrinks on a window that nobody has seen (promise 8).
public final class Recall {
    /// Steps so long before the window are still evaluated.
    private static final Duration MARGIN = Duration.ofHours(1);

    private final PolicyEngine engine;

    public Recall(PolicyEngine engine) {
        this.engine = engine;
    }

    /// The memory after the steps of `history` up to, not including, `now`.
    ///
    /// @param history snapshots by signal; steps of different signals are matched by their instant
    /// @param ofApp all machines of the app: a step that names another one is not learned from, since nobody
    ///     knows any more whose work that was
    public FleetMemory recall(
            Fleet fleet,
            Set<MachineId> ofApp,
            Map<SignalName, List<SignalSnapshot>> history,
            PolicySettings settings,
            Instant now) {
        SortedMap<Instant, Map<SignalName, SignalReadings>> steps = new TreeMap<>();
        history.forEach((signal, snapshots) ->
                snapshots.forEach(snapshot -> steps.computeIfAbsent(snapshot.at(), at -> new TreeMap<>())
                        .put(signal, snapshot.of(fleet.id().app()))));
        Optional<Instant> unanswered = lastUnanswered(history, settings, now);
        Observation present = new Observation(now, fleet, Map.of(), List.of());
        PolicyMemory memory = engine.beginning(present);
        Instant window = now.minus(settings.stabilization()).minus(MARGIN);
        Instant steady = lastChange(fleet);
        for (Map.Entry<Instant, Map<SignalName, SignalReadings>> step :
                steps.headMap(now).entrySet()) {
            if (unanswered.filter(at -> !step.getKey().isAfter(at)).isPresent()) {
                continue;
            }
            Observation then =
                    new Observation(step.getKey(), asOf(fleet, steady, step.getKey()), step.getValue(), List.of());
            if (!step.getKey().isBefore(window)) {
                memory = engine.evaluate(then, memory, settings).next();
            } else if (namesOnly(ofApp, step.getValue())) {
                memory = engine.learn(then, memory, settings);
            }
        }
        return new FleetMemory(memory, List.of());
    }

    private static boolean namesOnly(Set<MachineId> ofApp, Map<SignalName, SignalReadings> readings) {
        return readings.values().stream()
                .flatMap(its -> its.samples().stream())
                .flatMap(sample -> sample.machine().stream())
                .allMatch(ofApp::contains);
    }

    /// The last step for which a query of a signal of this fleet failed.
    private static Optional<Instant> lastUnanswered(
            Map<SignalName, List<SignalSnapshot>> history, PolicySettings settings, Instant now) {
        return settings.signalNames().stream()
                .flatMap(signal -> history.getOrDefault(signal, List.of()).stream())
                .filter(snapshot -> snapshot.failure().isPresent())
                .map(SignalSnapshot::at)
                .filter(at -> at.isBefore(now))
                .max(Comparator.naturalOrder());
    }

    /// From then on the fleet was as it is now, as far as [#asOf] can tell.
    private static Instant lastChange(Fleet fleet) {
        return fleet.machines().stream()
                .flatMap(machine -> Stream.concat(
                        Stream.of(machine.createdAt()),
                        machine.state() == MachineState.STARTED ? machine.startedAt().stream() : Stream.empty()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private static Fleet asOf(Fleet fleet, Instant steady, Instant at) {
        if (!at.isBefore(steady)) {
            return fleet;
        }
        List<Machine> machines = fleet.machines().stream()
                .filter(machine -> !machine.createdAt().isAfter(at))
                .map(machine -> startedLater(machine, at) ? machine.as(MachineState.STOPPED) : machine)
                .toList();
        return new Fleet(fleet.id(), fleet.app(), machines);
    }

    private static boolean startedLater(Machine machine, Instant at) {
        return machine.state() == MachineState.STARTED
                && machine.startedAt().filter(start -> start.isAfter(at)).isPresent();
    }
}
