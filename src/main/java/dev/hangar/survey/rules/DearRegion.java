package dev.hangar.survey.rules;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Region;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AfterPlan;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An app of one region that would run cheaper in another one of the same part of the world. Distance costs time, and
/// whether that matters only its owner knows: so only where it is worth some dollars, and never with volumes, which
/// stay where they are.
final class DearRegion implements Rule {
    /// Five dollars in 30 days.
    private static final long LEAST_SAVING = 5_000_000;

    /// Regions that Fly sells (facts 10), by part of the world; those that have one alone are left out, but for South
    /// America, the dearest of all, which is compared with the north.
    private static final List<Set<String>> NEIGHBORS = List.of(
            Set.of("iad", "ewr", "yyz", "ord", "dfw", "lax", "sjc", "gru"),
            Set.of("ams", "arn", "lhr", "cdg", "fra"),
            Set.of("bom", "sin", "nrt"));

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        List<FleetUse> fleets = FleetUse.of(app, survey);
        List<Machine> machines = fleets.stream()
                .flatMap(fleet -> fleet.members().stream())
                .map(MachineReport::machine)
                .toList();
        Set<Region> regions = machines.stream().map(Machine::region).collect(Collectors.toSet());
        boolean movable = machines.stream().allMatch(DearRegion::isMovable)
                && app.machines().count() == machines.size();
        if (regions.size() != 1 || !movable) {
            return List.of();
        }
        Region here = regions.iterator().next();
        return cheapest(here, survey.book()).flatMap(there -> advice(app, fleets, here, there)).stream()
                .toList();
    }

    private static boolean isMovable(Machine machine) {
        return machine.config()
                .map(MachineConfig::volumes)
                .filter(List::isEmpty)
                .isPresent();
    }

    /// The cheapest region nearby, the first by name among equals; empty where there is none, or a price is not known.
    private static Optional<Region> cheapest(Region here, PriceBook book) {
        return Optional.ofNullable(book.markups().get(here))
                .flatMap(markup -> book.markups().entrySet().stream()
                        .filter(there -> areNeighbors(here, there.getKey()))
                        .filter(there -> there.getValue().compareTo(markup) < 0)
                        .min(Map.Entry.<Region, BigDecimal>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey));
    }

    private static boolean areNeighbors(Region one, Region other) {
        return NEIGHBORS.stream().anyMatch(part -> part.contains(one.value()) && part.contains(other.value()));
    }

    private static Optional<Advice> advice(AppSurvey app, List<FleetUse> fleets, Region here, Region there) {
        Rate before = Rate.ZERO;
        Rate after = Rate.ZERO;
        for (FleetUse fleet : fleets) {
            before = before.plus(running(fleet, here));
            after = after.plus(running(fleet, there));
        }
        Rate saving = before.minus(after);
        if (saving.perMonth().value() < LEAST_SAVING) {
            return Optional.empty();
        }
        List<Fix> fixes = new ArrayList<>();
        fixes.add(new Fix.Lines("primary_region = " + ConfigFixes.text(there.value())));
        for (FleetUse fleet : fleets) {
            String all = String.valueOf(fleet.members().size());
            fixes.add(fleet.fly("scale", "count", all, "--region", there.value()));
            fixes.add(fleet.fly("scale", "count", "0", "--region", here.value()));
        }
        fixes.add(new Fix.Words(
                "Only where the longer way does not hurt: measure from where its users and its database" + " are"));
        return Optional.of(new Advice(
                Topic.DEAR_REGION,
                Advice.Subject.of(app.name()),
                "The same machines are cheaper in " + there + " than in " + here,
                List.of("what runs after the plan costs " + Phrases.perMonth(before) + " in " + here + ", and "
                        + Phrases.perMonth(after) + " in " + there),
                fixes,
                new Worth.Saves(saving, false, true)));
    }

    /// What runs once the plan is done, by the prices of a region.
    private static Rate running(FleetUse fleet, Region region) {
        return fleet.members().stream()
                .filter(report -> AfterPlan.runs(report, fleet.decided()))
                .flatMap(report -> report.machine().config().stream())
                .flatMap(config -> fleet.survey().book().started(config.guest(), region).stream())
                .reduce(Rate.ZERO, Rate::plus);
    }
}
