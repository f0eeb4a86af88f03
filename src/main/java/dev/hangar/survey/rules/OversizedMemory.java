package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.cost.Rate;
import dev.hangar.model.Guest;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// More memory than was ever used: the most of the window and a fifth on top, as the next size that Fly sells
/// (algorithms E). Whoever ran out of memory, swapped or was held back has not too much of anything.
final class OversizedMemory implements Rule {
    private static final double HEAD_ROOM = 1.2;
    private static final double BYTES_PER_MB = 1 << 20;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetUse.of(app, survey).stream()
                .filter(fleet -> fleet.seenLongEnough() && !fleet.mayLackMemory() && !OversizedCpu.isThrottled(fleet))
                .flatMap(fleet -> look(app, fleet).stream())
                .toList();
    }

    private static Optional<Advice> look(AppSurvey app, FleetUse fleet) {
        OptionalDouble used = fleet.largest(Usage.OfMachine::memoryBytes);
        OptionalDouble total = fleet.smallest(Usage.OfMachine::memoryTotalBytes);
        boolean swaps = fleet.configs().anyMatch(config -> config.swapMb() > 0)
                && fleet.largest(Usage.OfMachine::swapBytes).isEmpty();
        if (used.isEmpty() || total.isEmpty() || swaps) {
            return Optional.empty();
        }
        double usedMb = used.getAsDouble() / BYTES_PER_MB;
        return fleet.guest().flatMap(now -> {
            // The guest sees less than it is given: that part is needed in any size.
            double hiddenMb = Math.max(0, now.memoryMb() - total.getAsDouble() / BYTES_PER_MB);
            return Ladder.memory(now, usedMb * HEAD_ROOM + hiddenMb)
                    .filter(other -> other.memoryMb() < now.memoryMb())
                    .flatMap(other -> advice(app, fleet, now, other, usedMb));
        });
    }

    private static Optional<Advice> advice(AppSurvey app, FleetUse fleet, Guest now, Guest other, double usedMb) {
        Rate saving = fleet.saving(now, other);
        if (saving.perMonth().value() < FleetUse.LEAST_SAVING) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Topic.OVERSIZED_MEMORY,
                fleet.subject(),
                now.memoryMb() + " MB of memory where " + other.memoryMb() + " MB would do",
                List.of(
                        "the most that a machine used in " + Phrases.time(fleet.longestSeen()) + " awake, of the last "
                                + Phrases.time(fleet.survey().usage().window()) + ", is " + Math.round(usedMb)
                                + " MB; with a fifth on top and what the system takes, " + other.memoryMb()
                                + " MB is the next size",
                        "none of its machines ran out of memory or used swap"),
                Fixes.resize(app, fleet, other),
                new Worth.Saves(saving, false, true)));
    }
}
