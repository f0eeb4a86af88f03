package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What sleeping machines cost, and which of them have not been needed for a month. A launch pair has its own advice.
final class SleepingRootfs implements Rule {
    private static final Duration LONG = Duration.ofDays(30);

    /// Less is not worth a word unless a machine has slept for long: a dollar in 30 days.
    private static final long MUCH = 1_000_000;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetUse.of(app, survey).stream()
                .filter(fleet -> fleet.decided().evaluation().report().pair().isEmpty())
                .flatMap(fleet -> look(fleet, survey).stream())
                .toList();
    }

    private static List<Advice> look(FleetUse fleet, Survey survey) {
        List<MachineReport> asleep =
                fleet.members().stream().filter(SleepingRootfs::sleepsOn).toList();
        List<Machine> spare = spare(fleet, asleep, survey.at());
        Rate price = asleep.stream().flatMap(report -> report.now().stream()).reduce(Rate.ZERO, Rate::plus);
        return asleep.isEmpty() || (spare.isEmpty() && price.perMonth().value() < MUCH)
                ? List.of()
                : List.of(advice(fleet, survey, asleep, spare, price));
    }

    /// Whether it sleeps and the plan lets it.
    private static boolean sleepsOn(MachineReport report) {
        boolean moved = report.action()
                .filter(action -> action instanceof Action.Start || action instanceof Action.Destroy)
                .isPresent();
        return report.role() == Role.ASLEEP
                && report.machine().state().kind() == MachineState.Kind.ASLEEP
                && report.now().isPresent()
                && !moved;
    }

    /// Those that slept for a month and hold no volume, but for one in each region that would be left without any.
    private static List<Machine> spare(FleetUse fleet, List<MachineReport> asleep, Instant at) {
        List<Machine> slept = asleep.stream()
                .map(MachineReport::machine)
                .filter(machine -> machine.config()
                        .map(MachineConfig::volumes)
                        .filter(List::isEmpty)
                        .isPresent())
                .filter(machine -> sleptFor(machine, at).compareTo(LONG) >= 0)
                .sorted(Comparator.comparing(Machine::id))
                .toList();
        List<MachineReport> others = fleet.members().stream()
                .filter(report -> !slept.contains(report.machine()))
                .filter(report -> !(report.action().orElse(null) instanceof Action.Destroy))
                .toList();
        Set<Region> served =
                others.stream().map(report -> report.machine().region()).collect(Collectors.toCollection(TreeSet::new));
        // The first one of a region that nobody else serves stays, and serves it.
        return slept.stream().filter(machine -> !served.add(machine.region())).toList();
    }

    /// Time since anything happened to it.
    private static Duration sleptFor(Machine machine, Instant at) {
        Instant last = Stream.concat(
                        Stream.of(machine.updatedAt(), machine.createdAt()),
                        machine.events().stream().map(MachineEvent::at))
                .max(Comparator.naturalOrder())
                .orElse(at);
        return Duration.between(last, at);
    }

    private static Advice advice(
            FleetUse fleet, Survey survey, List<MachineReport> asleep, List<Machine> spare, Rate price) {
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.count(asleep.size(), "machine") + " of "
                + fleet.members().size()
                + (asleep.size() == 1 ? " sleeps" : " sleep") + ", at " + Phrases.perMonth(price)
                + " for root file systems");
        List<Fix> fixes = new ArrayList<>();
        for (Machine machine : spare) {
            evidence.add(machine.id() + " (" + machine.region() + ") has slept for "
                    + Phrases.time(sleptFor(machine, survey.at())));
            fixes.add(ConfigFixes.fly(
                    "machine",
                    "destroy",
                    machine.id().value(),
                    "-a",
                    fleet.id().app().value()));
        }
        fixes.add(new Fix.Words("Keep as many as the highest peak takes: a machine that sleeps is back within seconds,"
                + " one that is made anew takes longer"));
        String longest = spare.isEmpty() ? "" : ", " + spare.size() + " of them for a month and more";
        return new Advice(
                Topic.SLEEPING_ROOTFS,
                fleet.subject(),
                Phrases.count(asleep.size(), "sleeping machine") + longest + " cost their root file systems",
                evidence,
                fixes,
                new Worth.Costs(price));
    }
}
