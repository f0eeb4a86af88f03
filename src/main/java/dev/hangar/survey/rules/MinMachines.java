package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Service;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Sleepability;
import dev.hangar.policy.WakeTimes;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `min_machines_running` keeps machines awake that Fly would suspend, and would wake in a moment. That may well be
/// worth it: so it says what each cold start that it avoids costs.
final class MinMachines implements Rule {
    private static final int WAKES_A_DAY = 10;
    private static final int DAYS = 30;
    private static final long MICROS = 1_000_000;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        Optional<Quiet> quiet = Quiet.of(app, survey);
        return FleetView.of(app).stream()
                .flatMap(fleet -> look(app, fleet, quiet, survey).stream())
                .toList();
    }

    /// @param report the machine
    /// @param price what it costs more awake than asleep
    private record Kept(MachineReport report, Rate price) {}

    private static Optional<Advice> look(AppSurvey app, FleetView fleet, Optional<Quiet> quiet, Survey survey) {
        List<MachineReport> awake = fleet.members(report -> FleetView.isStarted(report) && isKept(report));
        int min = awake.stream().mapToInt(MinMachines::min).max().orElse(0);
        // Which of them the proxy keeps is its choice: the cheapest ones, so that the price leans low.
        List<Kept> kept = awake.stream()
                .flatMap(report ->
                        FleetView.priceOfWaking(report, survey).map(price -> new Kept(report, price)).stream())
                .sorted(Comparator.comparing(Kept::price).thenComparing(its -> FleetView.id(its.report)))
                .limit(min)
                .toList();
        double idle = quiet.map(Quiet::share).orElse(1.0);
        Rate price = FleetView.sum(kept.stream().map(Kept::price).toList()).times(idle);
        if (price.compareTo(Rate.ZERO) <= 0) {
            return Optional.empty();
        }
        List<MachineReport> machines = kept.stream().map(Kept::report).toList();
        Service service = FleetView.config(machines.getFirst()).services().stream()
                .max(Comparator.comparingInt(Service::minMachinesRunning))
                .orElseThrow();
        return Optional.of(new Advice(
                Topic.MIN_MACHINES,
                fleet.subject(machines),
                "min_machines_running = " + min + " keeps " + Words.count(kept.size(), "machine")
                        + " awake that could be suspended"
                        + (quiet.isPresent() ? "" : ", which costs at most " + Words.monthly(price)),
                evidence(fleet, machines, price, quiet),
                List.of(
                        ConfigFixes.service(
                                app, fleet.group(), service, ConfigFixes.autostop(true), "min_machines_running = 0"),
                        ConfigFixes.deploy(fleet.app())),
                new Advice.Worth.Costs(price)));
    }

    /// The minimum counts with autostop on, in the primary region only (facts 6).
    private static boolean isKept(MachineReport report) {
        MachineConfig config = FleetView.config(report);
        return min(report) >= 1
                && config.effectiveAutostop() != Autostop.OFF
                && config.isWokenByProxy()
                && config.primaryRegion()
                        .filter(report.machine().region()::equals)
                        .isPresent()
                && Sleepability.obstacles(report.machine(), config).isEmpty()
                && !FleetView.isParked(report);
    }

    private static int min(MachineReport report) {
        return FleetView.config(report).services().stream()
                .mapToInt(Service::minMachinesRunning)
                .max()
                .orElse(0);
    }

    private static List<String> evidence(
            FleetView fleet, List<MachineReport> machines, Rate price, Optional<Quiet> quiet) {
        List<String> evidence = new ArrayList<>();
        evidence.add("started, suspendable and in the primary region "
                + machines.getFirst().machine().region() + ": " + Words.ids(machines));
        if (quiet.isEmpty()) {
            evidence.add("at most " + Words.monthly(price)
                    + ", if nothing was asked of it: no history tells how long it was idle");
        }
        evidence.add(quiet.map(its -> perColdStart(its, price))
                .orElseGet(
                        () -> "if it woke " + WAKES_A_DAY + " times a day instead, each avoided cold start would cost "
                                + each(price, WAKES_A_DAY * DAYS) + "; if never, all of it would be saved"));
        evidence.add(wakes(fleet.decided().evaluation().report().times()));
        return evidence;
    }

    private static String perColdStart(Quiet quiet, Rate price) {
        String idle =
                "nothing was asked of the app in " + Words.percent(quiet.share()) + " of " + Words.time(quiet.span());
        return quiet.wakes() == 0
                ? idle + ", and demand never came back after a rest"
                : idle + ", and demand came back " + Words.count(quiet.wakes(), "time") + " after a rest: "
                        + each(price, quiet.wakesPerMonth()) + " for each avoided cold start";
    }

    /// Cold starts are cheap: cents would show most of them as nothing.
    private static String each(Rate price, double times) {
        MicroDollars one = new MicroDollars(Math.round(price.perMonth().value() / times));
        return one.value() >= MICROS
                ? one.toString()
                : String.format(Locale.ROOT, "$%.4f", (double) one.value() / MICROS);
    }

    private static String wakes(WakeTimes times) {
        return times.resume()
                .map(resume -> "a suspended machine of this fleet resumed in " + Words.time(resume) + " (of "
                        + Words.count(times.resumes().map(seen -> seen.count()).orElse(0), "resume") + ")")
                .or(() -> times.coldStart()
                        .map(boot -> "a machine of this fleet booted in " + Words.time(boot) + " (of "
                                + Words.count(
                                        times.cold().map(seen -> seen.count()).orElse(0), "cold boot") + ")"))
                .orElse("how long this fleet takes to wake was not seen; a resume usually takes less than a second");
    }
}
