package dev.hangar.web;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Fleet;
import dev.hangar.model.MachineId;
import dev.hangar.model.Observation;
import dev.hangar.policy.Basis;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.PolicyMemory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is still asked of a pass that is over: its actions, what became of them, and the machines that they name. The
/// rest of a fleet is forgotten: hundreds of whole snapshots of large fleets would fill any small heap.
final class Remembered {
    private Remembered() {}

    static PassRecord.Decided of(PassRecord.Decided pass) {
        Evaluation evaluation = pass.evaluation();
        Set<MachineId> named = Stream.concat(
                        evaluation.plan().actions().stream(),
                        pass.acted().stream().map(PassRecord.Acted::action))
                .map(action -> action.machine().id())
                .collect(Collectors.toUnmodifiableSet());
        Observation seen = evaluation.basis().seen();
        Fleet fleet = new Fleet(seen.fleet().id(), seen.fleet().app(), List.of());
        Observation bare =
                new Observation(seen.at(), fleet, Map.of(), List.of(), seen.deploy(), new TreeMap<>(), seen.silence());
        return new PassRecord.Decided(
                pass.id(),
                pass.fleet(),
                pass.at(),
                pass.acting(),
                new Evaluation(
                        evaluation.plan(),
                        PolicyMemory.NEW,
                        only(evaluation.report(), named),
                        new Basis(bare, PolicyMemory.NEW, evaluation.basis().settings())),
                pass.violations(),
                pass.acted(),
                pass.closed());
    }

    private static FleetReport only(FleetReport report, Set<MachineId> named) {
        List<MachineReport> machines = report.machines().stream()
                .filter(machine -> named.contains(machine.machine().id()))
                .toList();
        return new FleetReport(
                report.demand(),
                report.floors(),
                report.ceiling(),
                report.recommendation(),
                report.stabilized(),
                report.desired(),
                report.serving(),
                report.capacity(),
                report.holds(),
                report.pair(),
                machines,
                report.now(),
                report.after(),
                report.unpriced(),
                report.scaling(),
                report.create(),
                report.times());
    }
}
