package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Service;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Fly Proxy puts machines to sleep and may not wake them again (facts 6): sooner or later nobody answers.
final class NoAutostart implements Rule {
    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetView.of(app).stream()
                .flatMap(fleet -> look(app, fleet).stream())
                .toList();
    }

    private static Optional<Advice> look(AppSurvey app, FleetView fleet) {
        List<MachineReport> machines = fleet.members(report -> strands(FleetView.config(report)));
        if (machines.isEmpty()) {
            return Optional.empty();
        }
        List<MachineReport> asleep =
                machines.stream().filter(FleetView::isAsleep).toList();
        List<Service> services = FleetView.config(machines.getFirst()).services().stream()
                .filter(service -> !service.autostart())
                .toList();
        return Optional.of(new Advice(
                Topic.NO_AUTOSTART,
                fleet.subject(machines),
                "Fly Proxy puts machines to sleep that no request wakes again",
                evidence(machines, services, asleep),
                fixes(app, fleet, services, asleep),
                worth(fleet, machines, asleep)));
    }

    private static boolean strands(MachineConfig config) {
        return config.effectiveAutostop() != Autostop.OFF
                && config.services().stream().anyMatch(service -> !service.autostart());
    }

    private static List<String> evidence(
            List<MachineReport> machines, List<Service> services, List<MachineReport> asleep) {
        List<String> evidence = new ArrayList<>();
        for (Service service : services) {
            evidence.add("the service on port " + service.internalPort() + " has auto_start_machines = false and "
                    + "auto_stop_machines = "
                    + ConfigFixes.text(service.autostop().name().toLowerCase(Locale.ROOT)) + ": "
                    + Words.ids(machines));
        }
        evidence.add(asleep.isEmpty() ? "none of them sleeps right now" : "asleep right now: " + Words.ids(asleep));
        return evidence;
    }

    private static List<Advice.Fix> fixes(
            AppSurvey app, FleetView fleet, List<Service> services, List<MachineReport> asleep) {
        List<Advice.Fix> fixes = new ArrayList<>();
        services.forEach(
                service -> fixes.add(ConfigFixes.service(app, fleet.group(), service, "auto_start_machines = true")));
        fixes.add(ConfigFixes.deploy(fleet.app()));
        if (!asleep.isEmpty()) {
            fixes.add(ConfigFixes.fly(Stream.of(
                            Stream.of("machine", "start"),
                            asleep.stream().map(report -> FleetView.id(report).value()),
                            Stream.of("--app", fleet.app().value()))
                    .flatMap(words -> words)
                    .toArray(String[]::new)));
        }
        return fixes;
    }

    private static Worth worth(FleetView fleet, List<MachineReport> machines, List<MachineReport> asleep) {
        boolean floor = machines.stream()
                .flatMap(report -> FleetView.config(report).services().stream())
                .anyMatch(service -> service.minMachinesRunning() > 0);
        boolean served = fleet.members().stream().anyMatch(FleetView::isStarted);
        if (!served) {
            return new Worth.Outage("no machine is started, and no request will start one");
        }
        if (floor) {
            return new Worth.Risk("whatever sleeps beyond min_machines_running does not come back for more load");
        }
        return new Worth.Outage(
                asleep.isEmpty()
                        ? "once they sleep, requests fail until somebody starts one by hand"
                        : "what sleeps does not come back, and the rest may follow");
    }
}
