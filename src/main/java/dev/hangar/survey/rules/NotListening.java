package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.model.Check;
import dev.hangar.model.Machine;
import dev.hangar.model.Service;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Machines that run and do not answer where Fly looks: by their checks, or because the proxy got no answer at all.
final class NotListening implements Rule {
    /// A slow app may take minutes to start; afterwards a refused connection is no beginning.
    static final Duration STARTED_FOR = Duration.ofMinutes(5);

    private static final String SERVICE_CHECK = "servicecheck-";
    private static final String DEPLOY_CHECK = "bg_deployments_compat";

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        if (FleetView.isDeploying(app, survey)) {
            return List.of();
        }
        List<FleetView> fleets = FleetView.of(app);
        Optional<String> traffic = unanswered(app, survey, fleets);
        return fleets.stream()
                .flatMap(fleet -> look(app, fleet, traffic, survey.at()).stream())
                .toList();
    }

    /// What the proxy saw, where the app has one fleet with services: its figures are the app's.
    private static Optional<String> unanswered(AppSurvey app, Survey survey, List<FleetView> fleets) {
        long serving = fleets.stream()
                .filter(fleet -> fleet.members().stream().anyMatch(NotListening::hasServices))
                .count();
        return serving != 1
                ? Optional.empty()
                : Optional.ofNullable(survey.usage().traffic().get(app.name()))
                        .flatMap(traffic -> unanswered(traffic, survey.usage().window()));
    }

    private static Optional<String> unanswered(Usage.Traffic traffic, Duration window) {
        OptionalDouble answers = traffic.answers();
        OptionalDouble errors = traffic.edgeErrors();
        return answers.isPresent() && answers.getAsDouble() == 0 && errors.isPresent() && errors.getAsDouble() >= 1
                ? Optional.of("Fly Proxy answered " + Math.round(errors.getAsDouble())
                        + " requests with 502, 503 or 504 within " + Words.time(window)
                        + ", and no machine answered a single one")
                : Optional.empty();
    }

    private static Optional<Advice> look(AppSurvey app, FleetView fleet, Optional<String> traffic, Instant at) {
        List<MachineReport> running = fleet.members(
                report -> FleetView.isStarted(report) && hasServices(report) && isSettled(report.machine(), at));
        List<MachineReport> failing = running.stream()
                .filter(report -> !failures(report.machine()).isEmpty())
                .toList();
        boolean byTraffic = failing.isEmpty() && traffic.isPresent();
        List<MachineReport> named = byTraffic ? running : failing;
        if (named.isEmpty()) {
            return Optional.empty();
        }
        List<Service> services = FleetView.config(named.getFirst()).services();
        boolean refused = named.stream()
                .flatMap(report -> failures(report.machine()).stream())
                .anyMatch(NotListening::isRefused);
        return Optional.of(new Advice(
                Topic.NOT_LISTENING,
                fleet.subject(named),
                headline(services, refused, byTraffic),
                byTraffic ? List.of(traffic.orElseThrow(), since(named)) : evidence(named),
                fixes(app, fleet, named, services),
                worth(fleet, named)));
    }

    private static boolean hasServices(MachineReport report) {
        return !FleetView.config(report).services().isEmpty();
    }

    /// By its events it has run for a while, and nothing was changed since.
    private static boolean isSettled(Machine machine, Instant at) {
        Instant before = at.minus(STARTED_FOR);
        return machine.startedAt().filter(started -> !started.isAfter(before)).isPresent()
                && !machine.updatedAt().isAfter(before);
    }

    /// Critical checks that say that nobody answers. A top-level check may fail for any reason, so its output must
    /// say so.
    private static List<Check> failures(Machine machine) {
        return machine.checks().stream()
                .filter(check -> check.status() == Check.Status.CRITICAL)
                .filter(check -> !check.name().startsWith(DEPLOY_CHECK))
                .filter(check -> check.name().startsWith(SERVICE_CHECK) || isRefused(check))
                .toList();
    }

    private static boolean isRefused(Check check) {
        return check.output().toLowerCase(Locale.ROOT).contains("refused");
    }

    private static String headline(List<Service> services, boolean refused, boolean byTraffic) {
        String ports = services.stream()
                .map(service -> String.valueOf(service.internalPort()))
                .distinct()
                .collect(Collectors.joining(" or "));
        if (refused) {
            return "The app runs, and nothing listens on port " + ports + " where Fly looks";
        }
        return byTraffic
                ? "The app runs, and no request to port " + ports + " was answered"
                : "The app runs, and the check of its port " + ports + " fails";
    }

    private static List<String> evidence(List<MachineReport> failing) {
        List<String> evidence = new ArrayList<>();
        for (MachineReport report : failing.stream().limit(3).toList()) {
            for (Check check : failures(report.machine())) {
                evidence.add(FleetView.id(report) + ": check " + check.name() + " is critical"
                        + (check.output().isBlank() ? "" : ": " + check.output()));
            }
        }
        evidence.add(since(failing));
        return evidence;
    }

    private static String since(List<MachineReport> machines) {
        return "started since "
                + machines.getFirst().machine().startedAt().map(String::valueOf).orElse("?") + ": "
                + Words.ids(machines);
    }

    private static List<Advice.Fix> fixes(
            AppSurvey app, FleetView fleet, List<MachineReport> named, List<Service> services) {
        String name = fleet.app().value();
        List<Advice.Fix> fixes = new ArrayList<>();
        for (Service service : services) {
            fixes.add(new Advice.Fix.Words("let the app listen on 0.0.0.0:" + service.internalPort() + ", or on [::]:"
                    + service.internalPort() + ", and not on localhost or 127.0.0.1"));
        }
        fixes.add(ConfigFixes.fly(
                "logs",
                "--app",
                name,
                "--machine",
                FleetView.id(named.getFirst()).value()));
        fixes.add(ConfigFixes.fly("checks", "list", "--app", name));
        fixes.add(new Advice.Fix.Words(
                "if the log names another port, that one belongs into internal_port of the fly.toml:"));
        fixes.add(ConfigFixes.service(app, fleet.group(), services.getFirst()));
        return fixes;
    }

    private static Worth worth(FleetView fleet, List<MachineReport> named) {
        long started = fleet.members().stream().filter(FleetView::isStarted).count();
        return named.size() == started
                ? new Worth.Outage("no started machine answers")
                : new Worth.Risk(named.size() + " of " + started + " started machines do not answer");
    }
}
