package dev.hangar.survey.rules;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Reason;
import dev.hangar.policy.Deploys;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Survey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A fleet as rules look at it: machines that belong to it and whose config is known. What Hangar never touches is
/// not among them, and nobody is told how to run it.
///
/// @param decided what the pass said
/// @param members machines that are part of the fleet, in its order
record FleetView(PassRecord.Decided decided, List<MachineReport> members) {
    /// Fleets of an app that have such machines.
    static List<FleetView> of(AppSurvey app) {
        return app.fleets().stream()
                .map(FleetView::of)
                .filter(fleet -> !fleet.members.isEmpty())
                .toList();
    }

    private static FleetView of(PassRecord.Decided decided) {
        return new FleetView(
                decided,
                decided.evaluation().report().machines().stream()
                        .filter(report -> report.role() != Role.OUTSIDER
                                && report.machine().config().isPresent())
                        .toList());
    }

    /// Whether a deploy of the app is under way, so that its machines differ for good reason.
    static boolean isDeploying(AppSurvey app, Survey survey) {
        return Deploys.inApp(app.machines().toList(), survey.at()).isPresent()
                || app.reports().anyMatch(report -> report.reason() == Reason.DEPLOY_RUNNING)
                || app.fleets().stream()
                        .flatMap(decided -> decided.evaluation().report().holds().stream())
                        .anyMatch(hold -> hold.reason() == Reason.DEPLOY_RUNNING);
    }

    static MachineConfig config(MachineReport report) {
        return report.machine().config().orElseThrow(() -> new IllegalStateException("a member without config"));
    }

    static MachineId id(MachineReport report) {
        return report.machine().id();
    }

    static boolean isStarted(MachineReport report) {
        return report.machine().state() == MachineState.STARTED;
    }

    static boolean isAsleep(MachineReport report) {
        return report.machine().state().kind() == MachineState.Kind.ASLEEP;
    }

    /// Whether the plan puts the machine to sleep, or destroys it.
    static boolean isParked(MachineReport report) {
        return report.action().filter(action -> action.takesCapacity()).isPresent();
    }

    /// What the plan saves on a machine; nothing where a price is not known.
    static Rate plannedSaving(MachineReport report) {
        return report.now()
                .flatMap(now -> report.after().map(now::minus))
                .filter(saved -> isParked(report) && saved.compareTo(Rate.ZERO) > 0)
                .orElse(Rate.ZERO);
    }

    /// What a machine costs more while it is started than while it sleeps; empty for a size without a price.
    static Optional<Rate> priceOfWaking(MachineReport report, Survey survey) {
        Machine machine = report.machine();
        return survey.book()
                .started(config(report).guest(), machine.region())
                .map(started -> started.minus(survey.book().asleep(config(report))));
    }

    static Rate sum(Collection<Rate> rates) {
        return rates.stream().reduce(Rate.ZERO, Rate::plus);
    }

    List<MachineReport> members(Predicate<MachineReport> wanted) {
        return members.stream().filter(wanted).toList();
    }

    AppName app() {
        return decided.fleet().app();
    }

    ProcessGroup group() {
        return decided.fleet().group();
    }

    /// These machines of the fleet.
    Advice.Subject subject(List<MachineReport> machines) {
        return new Advice.Subject(
                Optional.of(app()),
                Optional.of(group()),
                machines.stream().map(FleetView::id).toList());
    }
}
