package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Service;
import dev.hangar.policy.Demand;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Sleepability;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fly Proxy would wake the machines and never puts them to sleep: autostop is off, or was never set, which is the
/// same (facts 6). Who turned autostart off as well wants them always on (facts 8) and is left in peace.
final class AutostopOff implements Rule {
    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        Optional<Quiet> quiet = Quiet.of(app, survey);
        return FleetView.of(app).stream()
                .flatMap(fleet -> look(app, fleet, quiet, survey).stream())
                .toList();
    }

    private static Optional<Advice> look(AppSurvey app, FleetView fleet, Optional<Quiet> quiet, Survey survey) {
        List<MachineReport> machines = fleet.members(report -> isOff(FleetView.config(report)));
        // A fleet that is never idle has nothing to put to sleep.
        if (machines.isEmpty() || quiet.filter(its -> its.share() == 0).isPresent()) {
            return Optional.empty();
        }
        List<Service> off = ConfigFixes.alwaysOn(FleetView.config(machines.getFirst()));
        boolean absent = machines.stream()
                .flatMap(report -> ConfigFixes.alwaysOn(FleetView.config(report)).stream())
                .allMatch(service -> service.wording().autostop().isEmpty());
        int started = (int) machines.stream().filter(FleetView::isStarted).count();
        return Optional.of(new Advice(
                absent ? Topic.AUTOSTOP_ABSENT : Topic.AUTOSTOP_OFF,
                fleet.subject(machines),
                (absent ? "auto_stop_machines is not set, which means off: " : "auto_stop_machines is off: ")
                        + (started > 0
                                ? Words.count(started, "started machine") + " will run until somebody stops "
                                        + (started == 1 ? "it" : "them")
                                : "whatever wakes will run until somebody stops it"),
                evidence(machines, off, quiet),
                fixes(app, fleet, machines, off),
                worth(fleet, machines, quiet, survey)));
    }

    private static boolean isOff(MachineConfig config) {
        return config.isWokenByProxy() && config.effectiveAutostop() == Autostop.OFF;
    }

    private static List<String> evidence(List<MachineReport> machines, List<Service> off, Optional<Quiet> quiet) {
        List<String> evidence = new ArrayList<>();
        for (Service service : off) {
            String said = service.wording()
                    .autostop()
                    .map(text -> "is " + ConfigFixes.text(text))
                    .orElse("is not set");
            evidence.add("autostop of the service on port " + service.internalPort() + " " + said + ", autostart is "
                    + service.autostart() + ": " + Words.ids(machines));
        }
        quiet.ifPresent(its -> evidence.add(
                "nothing was asked of the app in " + Words.percent(its.share()) + " of " + Words.time(its.span())));
        Rate planned =
                FleetView.sum(machines.stream().map(FleetView::plannedSaving).toList());
        if (planned.compareTo(Rate.ZERO) > 0) {
            evidence.add("Hangar's plan parks idle ones already, which saves " + Words.monthly(planned));
        }
        return evidence;
    }

    private static List<Advice.Fix> fixes(
            AppSurvey app, FleetView fleet, List<MachineReport> machines, List<Service> off) {
        boolean suspendable = machines.stream()
                .allMatch(report -> Sleepability.obstacles(report.machine(), FleetView.config(report))
                        .isEmpty());
        List<Advice.Fix> fixes = new ArrayList<>();
        for (Service service : off) {
            fixes.add(ConfigFixes.service(
                    app, fleet.group(), service, ConfigFixes.autostop(suspendable), "auto_start_machines = true"));
        }
        int min = min(machines);
        if (min > 0) {
            fixes.add(new Advice.Fix.Words((min == 1 ? "the last one stays" : "the last " + min + " stay")
                    + " as long as min_machines_running is " + min + ": min_machines_running = 0 lets "
                    + (min == 1 ? "it" : "them") + " sleep as well"));
        }
        fixes.add(ConfigFixes.deploy(fleet.app()));
        fixes.add(
                new Advice.Fix.Words("or leave it off and let Hangar put idle machines to sleep, in mode act; where the"
                        + " last one may sleep as well, with min-machines-running: 0 in its policy"));
        return fixes;
    }

    /// What the plan does not save yet comes first: it is what only this advice can save.
    private static Worth worth(FleetView fleet, List<MachineReport> machines, Optional<Quiet> quiet, Survey survey) {
        Demand demand = fleet.decided().evaluation().report().demand();
        List<Idle> idle = machines.stream()
                .filter(report -> FleetView.isStarted(report) && !FleetView.isParked(report))
                .flatMap(report -> idle(report, demand, quiet, survey).stream())
                .sorted(Comparator.comparing(Idle::price).reversed())
                .toList();
        Rate more =
                FleetView.sum(withoutKept(idle, min(machines)).map(Idle::price).toList());
        if (more.compareTo(Rate.ZERO) > 0) {
            return new Worth.Saves(more, false, true);
        }
        Rate planned =
                FleetView.sum(machines.stream().map(FleetView::plannedSaving).toList());
        if (planned.compareTo(Rate.ZERO) > 0) {
            return new Worth.Saves(planned, true, false);
        }
        return new Worth.Risk(
                idle.stream().anyMatch(one -> one.price().compareTo(Rate.ZERO) > 0)
                        ? "idle hours are paid in full, and would be while min_machines_running is " + min(machines)
                        : "idle hours are paid in full; how many there are is not known");
    }

    /// @param price what its idle hours cost; zero while it is busy
    private record Idle(MachineReport report, Rate price) {}

    private static Optional<Idle> idle(MachineReport report, Demand demand, Optional<Quiet> quiet, Survey survey) {
        double share = quiet.map(Quiet::share).orElse(isIdle(report, demand) ? 1.0 : 0.0);
        return FleetView.priceOfWaking(report, survey).map(price -> new Idle(report, price.times(share)));
    }

    /// Fly keeps the minimum awake in the primary region (facts 6), and where that one is not known, in any. Which
    /// machines it keeps is its choice: the dearest ones, so that the saving leans low.
    ///
    /// @param idle the dearest first
    private static Stream<Idle> withoutKept(List<Idle> idle, int min) {
        Set<MachineReport> kept = idle.stream()
                .map(Idle::report)
                .filter(report -> FleetView.config(report)
                        .primaryRegion()
                        .filter(region -> !region.equals(report.machine().region()))
                        .isEmpty())
                .limit(min)
                .collect(Collectors.toSet());
        return idle.stream().filter(one -> !kept.contains(one.report()));
    }

    private static int min(List<MachineReport> machines) {
        return machines.stream()
                .flatMap(report -> FleetView.config(report).services().stream())
                .mapToInt(Service::minMachinesRunning)
                .max()
                .orElse(0);
    }

    private static boolean isIdle(MachineReport report, Demand demand) {
        Demand.Activity activity = demand.activity().get(FleetView.id(report));
        return activity != null && activity.load() == 0;
    }
}
