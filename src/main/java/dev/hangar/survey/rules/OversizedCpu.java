package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.cost.Rate;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
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
import java.util.stream.Stream;

/// More CPU than was ever used: the 99th percentile is at most three quarters of what a smaller size may use without
/// end (algorithms E): all of a performance vCPU, a sixteenth of a shared one (facts 9). Memory stays as it is.
final class OversizedCpu implements Rule {
    private static final double FULL = 0.75;

    /// Held back for so small a share of the time is noise.
    private static final double NEVER = 0.001;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetUse.of(app, survey).stream()
                .filter(fleet -> fleet.seenLongEnough() && !fleet.mayLackMemory() && !isThrottled(fleet))
                .flatMap(fleet -> look(app, fleet).stream())
                .toList();
    }

    /// Whether a machine is known to have been held back.
    static boolean isThrottled(FleetUse fleet) {
        return fleet.seen().stream().anyMatch(use -> use.throttled().orElse(0) > NEVER);
    }

    private static Optional<Advice> look(AppSurvey app, FleetUse fleet) {
        OptionalDouble used = fleet.largest(Usage.OfMachine::cpus);
        if (used.isEmpty()) {
            return Optional.empty();
        }
        return fleet.guest()
                .filter(now -> now.cpuKind() == CpuKind.PERFORMANCE || isKnownUnthrottled(fleet))
                .flatMap(now -> smaller(now, used.getAsDouble())
                        .flatMap(other -> advice(app, fleet, now, other, used.getAsDouble())));
    }

    /// Use tells nothing of a shared CPU that may have been held back (facts 9).
    private static boolean isKnownUnthrottled(FleetUse fleet) {
        OptionalDouble throttled = fleet.largest(Usage.OfMachine::throttled);
        return throttled.isPresent()
                && fleet.largest(Usage.OfMachine::baselineCpus).isPresent();
    }

    /// Fewer vCPUs of the same kind; for a performance machine that has but one, a shared size.
    private static Optional<Guest> smaller(Guest now, double used) {
        Stream<Guest> sizes = now.cpuKind() == CpuKind.PERFORMANCE && now.cpus() == 1
                ? Ladder.withMemory(CpuKind.SHARED, now.memoryMb()).stream()
                : Ladder.withMemory(now.cpuKind(), now.memoryMb()).stream().filter(other -> other.cpus() < now.cpus());
        return sizes.filter(other -> used <= FULL * endless(other)).findFirst();
    }

    /// vCPUs that a size may use without end.
    static double endless(Guest size) {
        return size.cpus() * (size.cpuKind() == CpuKind.SHARED ? Ladder.SHARED_BASELINE : 1);
    }

    private static Optional<Advice> advice(AppSurvey app, FleetUse fleet, Guest now, Guest other, double used) {
        Rate saving = fleet.saving(now, other);
        if (saving.perMonth().value() < FleetUse.LEAST_SAVING) {
            return Optional.empty();
        }
        List<String> evidence = new ArrayList<>();
        evidence.add("the busiest machine kept " + Phrases.number(used) + " vCPUs busy at its 99th percentile in "
                + Phrases.time(fleet.longestSeen()) + " awake, of the last "
                + Phrases.time(fleet.survey().usage().window()));
        evidence.add(Ladder.preset(other) + " may use " + endless(other) + " vCPUs without end, "
                + Phrases.percent(used / endless(other)) + " of which would be used");
        evidence.add("none of its machines was held back, ran out of memory or used swap");
        if (now.cpuKind() != other.cpuKind()) {
            evidence.add("a shared CPU is held back in longer bursts: try it with one machine first");
        }
        return Optional.of(new Advice(
                Topic.OVERSIZED_CPU,
                fleet.subject(),
                Ladder.preset(now) + " where " + Ladder.preset(other) + " would do",
                evidence,
                Fixes.resize(app, fleet, other),
                new Worth.Saves(saving, false, true)));
    }
}
