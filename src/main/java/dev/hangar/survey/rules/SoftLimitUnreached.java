package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.model.CpuKind;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A soft limit that no machine ever comes near: Fly Proxy never wakes another one, whatever happens to the first
/// (facts 6). Worth a word where there is another one, and where somebody chose the limit or a machine was at its end.
final class SoftLimitUnreached implements Rule {
    /// Even the highest peak is below this share of the limit.
    private static final double FAR_BELOW = 0.5;

    /// Without any strain it must be out of all proportion.
    private static final double OUT_OF_PROPORTION = 0.1;

    private static final double STRAINED_CPU = 0.9;
    private static final double STRAINED_TIME = 0.05;
    private static final int SMALLEST = 10;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetUse.of(app, survey).stream()
                .filter(fleet -> fleet.members().size() > 1 && fleet.seenLongEnough())
                .flatMap(fleet -> fleet.softLimit().stream().boxed().flatMap(limit -> look(app, fleet, limit).stream()))
                .toList();
    }

    private static Optional<Advice> look(AppSurvey app, FleetUse fleet, int limit) {
        OptionalDouble peak = fleet.largest(Usage.OfMachine::concurrency);
        if (peak.isEmpty() || peak.getAsDouble() < 1) {
            return Optional.empty();
        }
        double most = peak.getAsDouble();
        Optional<String> strain = strain(fleet);
        boolean chosen = fleet.configs()
                .flatMap(config -> config.services().stream())
                .anyMatch(service -> service.softLimit().isPresent());
        boolean fires = strain.isPresent() ? most < FAR_BELOW * limit : chosen && most < OUT_OF_PROPORTION * limit;
        if (!fires) {
            return Optional.empty();
        }
        int right = right(fleet, most, strain.isPresent());
        return right >= limit ? Optional.empty() : Optional.of(advice(app, fleet, limit, most, right, strain));
    }

    private static Advice advice(
            AppSurvey app, FleetUse fleet, int limit, double most, int right, Optional<String> strain) {
        List<String> evidence = new ArrayList<>();
        evidence.add("the most that a machine had at once in "
                + Phrases.time(fleet.survey().usage().window()) + " is " + Phrases.number(most) + " of " + limit);
        strain.ifPresent(evidence::add);
        evidence.add("Fly Proxy wakes another machine only when all that run are above the soft limit");
        Worth worth = strain.isPresent()
                ? new Worth.Risk("a machine at its end is sent more, while others sleep")
                : new Worth.Tidies();
        return new Advice(
                Topic.SOFT_LIMIT_UNREACHED,
                fleet.subject(),
                "No machine ever comes near its soft limit of " + limit + ": " + right + " would be one",
                evidence,
                Fixes.softLimit(app, fleet, right),
                worth);
    }

    /// Where a machine was at its end, what it usually has then; else twice of what it is known to bear.
    private static int right(FleetUse fleet, double most, boolean strained) {
        OptionalDouble usual = fleet.largest(Usage.OfMachine::usualConcurrency);
        if (strained) {
            return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(usual.orElse(most))));
        }
        return (int) Math.max(SMALLEST, Math.ceil(2 * most));
    }

    private static Optional<String> strain(FleetUse fleet) {
        OptionalDouble throttled = fleet.largest(Usage.OfMachine::throttled);
        if (throttled.isPresent() && throttled.getAsDouble() >= STRAINED_TIME) {
            return Optional.of("all the same, a machine was held back by its CPU quota in "
                    + Phrases.percent(throttled.getAsDouble()) + " of the time");
        }
        OptionalDouble cpus = fleet.largest(Usage.OfMachine::cpus);
        return fleet.guest()
                .filter(size -> size.cpuKind() == CpuKind.PERFORMANCE)
                .filter(size -> cpus.isPresent() && cpus.getAsDouble() >= STRAINED_CPU * size.cpus())
                .map(size -> "all the same, a machine kept " + Phrases.number(cpus.getAsDouble()) + " of its "
                        + Phrases.count(size.cpus(), "vCPU") + " busy");
    }
}
