package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.cost.Rate;
import dev.hangar.model.Autostop;
import dev.hangar.model.Reason;
import dev.hangar.model.Service;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.LaunchPair;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Two machines of a first deploy, where nothing ever asked for two (facts 7.1): neither what the pass remembers, which
/// in a single report is little, nor what was read of the past.
final class LaunchPairKept implements Rule {
    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        List<FleetView> fleets = FleetView.of(app);
        boolean alone =
                fleets.stream().filter(fleet -> softLimit(fleet).isPresent()).count() == 1;
        return fleets.stream()
                .filter(fleet -> !askedForTwo(fleet, alone, survey.usage()))
                .flatMap(fleet -> look(fleet).stream())
                .toList();
    }

    /// Whether more was asked at once than one machine takes below its soft limit.
    ///
    /// @param alone whether no other fleet of the app has services: its lines tell of all of them together
    private static boolean askedForTwo(FleetView fleet, boolean alone, Usage usage) {
        OptionalInt limit = softLimit(fleet);
        if (limit.isEmpty()) {
            return false;
        }
        Stream<OptionalDouble> together = alone
                ? usage.lines().getOrDefault(fleet.app(), List.<Usage.Point>of()).stream()
                        .map(Usage.Point::concurrency)
                : Stream.empty();
        Stream<OptionalDouble> single = fleet.members().stream()
                .map(report -> usage.machines().getOrDefault(FleetView.id(report), Usage.OfMachine.UNKNOWN))
                .map(Usage.OfMachine::concurrency);
        return Stream.concat(together, single).anyMatch(asked -> asked.orElse(0) > limit.getAsInt());
    }

    /// The lowest of its services; empty without any.
    private static OptionalInt softLimit(FleetView fleet) {
        return fleet.members().stream()
                .flatMap(report -> FleetView.config(report).services().stream())
                .mapToInt(Service::effectiveSoftLimit)
                .min();
    }

    private static Optional<Advice> look(FleetView fleet) {
        return fleet.decided()
                .evaluation()
                .report()
                .pair()
                .filter(pair -> pair.keep().isEmpty() && isKnown(fleet))
                .flatMap(pair -> look(fleet, pair));
    }

    /// Whether it is known that one was enough: no demand that nobody measured may have asked for two, neither now nor
    /// within the window, which was watched in full.
    private static boolean isKnown(FleetView fleet) {
        FleetReport report = fleet.decided().evaluation().report();
        int needed = report.stabilized().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return report.demand().gap().isEmpty()
                && report.holds().stream().noneMatch(hold -> hold.reason() == Reason.WARMING_UP)
                && watched(fleet).compareTo(Duration.ZERO) > 0
                && needed < 2;
    }

    /// How long the fleet was watched without a break.
    private static Duration watched(FleetView fleet) {
        return fleet.decided()
                .evaluation()
                .next()
                .since()
                .map(since -> Duration.between(since, fleet.decided().at()))
                .orElse(Duration.ZERO);
    }

    private static Optional<Advice> look(FleetView fleet, LaunchPair pair) {
        List<MachineReport> two = fleet.members(
                report -> report.machine().id().equals(pair.first().machine().id())
                        || report.machine().id().equals(pair.twin().machine().id()));
        List<Rate> prices =
                two.stream().flatMap(report -> report.now().stream()).toList();
        if (two.size() != 2 || prices.size() != 2) {
            return Optional.empty();
        }
        Rate planned = planned(pair, two);
        // One of the two stays, the dearer one as things are.
        Rate whole = prices.getFirst().compareTo(prices.getLast()) < 0 ? prices.getFirst() : prices.getLast();
        boolean isPlanned = planned.compareTo(Rate.ZERO) > 0;
        boolean proxyParks = two.stream().allMatch(FleetView::isStarted)
                && FleetView.config(two.getFirst()).effectiveAutostop() != Autostop.OFF;
        return Optional.of(new Advice(
                Topic.LAUNCH_PAIR,
                fleet.subject(two),
                "A first deploy made two machines, and nothing asked for two while it was watched",
                evidence(fleet, pair, isPlanned ? whole.minus(planned) : Rate.ZERO),
                List.of(
                        scale(fleet),
                        ConfigFixes.fly("deploy", "--app", fleet.app().value(), "--ha=false")),
                new Advice.Worth.Saves(isPlanned ? planned : whole, isPlanned, !isPlanned && proxyParks)));
    }

    /// What the plan saves on one of the two: an idle fleet may see both parked, and the other one is no twin.
    private static Rate planned(LaunchPair pair, List<MachineReport> two) {
        return two.stream()
                .filter(FleetView::isParked)
                .max(Comparator.comparing(report ->
                        report.machine().id().equals(pair.twin().machine().id())))
                .map(FleetView::plannedSaving)
                .orElse(Rate.ZERO);
    }

    private static List<String> evidence(FleetView fleet, LaunchPair pair, Rate rest) {
        Duration apart = Duration.between(
                pair.first().machine().createdAt(), pair.twin().machine().createdAt());
        List<String> evidence = new ArrayList<>();
        evidence.add(pair.twin().machine().id() + " was created on "
                + Words.day(pair.twin().machine().createdAt()) + ", " + Words.time(apart) + " after "
                + pair.first().machine().id() + ", with the same size, image, release and services");
        evidence.add(pair.first().machine().id() + " is "
                + pair.first().machine().stateText() + ", "
                + pair.twin().machine().id() + " is "
                + pair.twin().machine().stateText());
        evidence.add("the fleet was watched for the last " + Words.time(watched(fleet))
                + ", and demand never needed both; of the time before that nothing is known");
        if (rest.perMonth().value() > 0) {
            evidence.add("the plan parks one of them; without it another " + Words.monthly(rest) + " would go");
        }
        return evidence;
    }

    private static Advice.Fix scale(FleetView fleet) {
        String app = fleet.app().value();
        String group = fleet.group().value();
        return group.equals(ConfigFixes.DEFAULT_GROUP)
                ? ConfigFixes.fly("scale", "count", "1", "--app", app)
                : ConfigFixes.fly("scale", "count", group + "=1", "--app", app);
    }
}
