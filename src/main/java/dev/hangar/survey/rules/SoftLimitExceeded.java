package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.model.Guest;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Every machine is above its soft limit nearly all the time: Fly Proxy wakes all there are and no longer knows which
/// one has room (facts 6).
final class SoftLimitExceeded implements Rule {
    private static final double NEARLY_ALWAYS = 0.8;
    private static final int FEWEST_POINTS = 24;
    private static final Duration LEAST_SEEN = Duration.ofDays(1);
    private static final double MUCH_CPU = 0.75;
    private static final double MUCH_MEMORY = 0.8;

    /// No machine takes so much; what a series says has no bound.
    private static final double LARGEST = 1e6;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetUse.of(app, survey).stream()
                .flatMap(fleet -> fleet.softLimit().stream().boxed().flatMap(limit -> look(app, fleet, limit).stream()))
                .toList();
    }

    private static Optional<Advice> look(AppSurvey app, FleetUse fleet, int limit) {
        return proof(app, fleet, limit).map(proof -> {
            List<String> evidence = new ArrayList<>();
            evidence.add(proof);
            usual(fleet)
                    .ifPresent(usual -> evidence.add("the busiest machine usually had up to " + Phrases.number(usual)
                            + " at once, the soft limit is " + limit));
            boolean room = hasRoom(fleet);
            evidence.add(
                    room
                            ? "the machines have room: neither CPU nor memory is short"
                            : "whether the machines have room for more is not known, or they have none");
            return new Advice(
                    Topic.SOFT_LIMIT_EXCEEDED,
                    fleet.subject(),
                    "Its machines are above their soft limit of " + limit + " nearly all the time",
                    evidence,
                    fixes(app, fleet, room),
                    new Worth.Risk("Fly Proxy wakes every machine there is and cannot tell which one has room"));
        });
    }

    /// By the lines of the app over time where they are known and of this fleet alone; else by the usual peak of
    /// every machine, when none is left to wake.
    private static Optional<String> proof(AppSurvey app, FleetUse fleet, int limit) {
        List<Usage.Point> points =
                fleet.survey().usage().lines().getOrDefault(app.name(), List.<Usage.Point>of()).stream()
                        .filter(point -> point.started().orElse(0) > 0
                                && point.concurrency().isPresent())
                        .toList();
        if (points.size() >= FEWEST_POINTS && app.fleets().size() == 1) {
            long above = points.stream()
                    .filter(point ->
                            point.concurrency().getAsDouble() > point.started().orElseThrow() * limit)
                    .count();
            double share = above / (double) points.size();
            return share < NEARLY_ALWAYS
                    ? Optional.empty()
                    : Optional.of("over " + window(fleet) + ", all machines together were above it in "
                            + Phrases.percent(share) + " of " + points.size() + " samples");
        }
        return allUsuallyAbove(fleet, limit)
                ? Optional.of("over " + window(fleet) + ", every machine was above it at its usual peaks, and none is"
                        + " left to wake")
                : Optional.empty();
    }

    private static boolean allUsuallyAbove(FleetUse fleet, int limit) {
        boolean allStarted = fleet.members().stream()
                .map(MachineReport::machine)
                .allMatch(machine -> machine.state().isBilled());
        OptionalDouble least = fleet.smallest(Usage.OfMachine::usualConcurrency);
        return allStarted
                && fleet.allStartedSeen()
                && fleet.longestSeen().compareTo(LEAST_SEEN) >= 0
                && least.isPresent()
                && least.getAsDouble() > limit;
    }

    private static Optional<Double> usual(FleetUse fleet) {
        OptionalDouble usual = fleet.largest(Usage.OfMachine::usualConcurrency);
        return usual.isPresent() ? Optional.of(usual.getAsDouble()) : Optional.empty();
    }

    private static boolean hasRoom(FleetUse fleet) {
        Optional<Guest> guest = fleet.guest();
        OptionalDouble cpus = fleet.largest(Usage.OfMachine::cpus);
        OptionalDouble memory = fleet.largest(Usage.OfMachine::memoryBytes);
        OptionalDouble total = fleet.smallest(Usage.OfMachine::memoryTotalBytes);
        OptionalDouble baseline = fleet.smallest(Usage.OfMachine::baselineCpus);
        if (guest.isEmpty() || cpus.isEmpty() || memory.isEmpty() || total.isEmpty() || baseline.isEmpty()) {
            return false;
        }
        return cpus.getAsDouble() <= MUCH_CPU * baseline.getAsDouble()
                && memory.getAsDouble() <= MUCH_MEMORY * total.getAsDouble()
                && !fleet.mayLackMemory();
    }

    /// A limit that is reached at the usual peaks only, where the machines bear it; else more machines.
    private static List<Fix> fixes(AppSurvey app, FleetUse fleet, boolean room) {
        Optional<Double> usual = usual(fleet);
        if (room && usual.isPresent()) {
            return Fixes.softLimit(app, fleet, (int) Math.min(LARGEST, Math.ceil(usual.get())));
        }
        return List.of(
                fleet.fly("scale", "count", String.valueOf(fleet.members().size() + 1)),
                new Fix.Words("If the machines answer fast enough as it is, raise the soft limit instead"));
    }

    private static String window(FleetUse fleet) {
        return Phrases.time(fleet.survey().usage().window());
    }
}
