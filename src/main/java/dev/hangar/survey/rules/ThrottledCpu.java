package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.cost.PriceBook;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import dev.hangar.survey.Advice;
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
import java.util.stream.Stream;

/// Shared CPUs that were held back: a shared vCPU may use a sixteenth of a CPU without end, and bursts on what it saved
/// up (facts 9). Such a machine is too small, however low its use looks.
final class ThrottledCpu implements Rule {
    private static final double OFTEN = 0.05;
    private static final Duration LEAST_SEEN = Duration.ofDays(1);
    private static final double FULL = 0.75;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetUse.of(app, survey).stream()
                .flatMap(fleet -> fleet.guest().stream()
                        .filter(size -> size.cpuKind() == CpuKind.SHARED)
                        .flatMap(size -> look(app, fleet, size).stream()))
                .toList();
    }

    private static Optional<Advice> look(AppSurvey app, FleetUse fleet, Guest now) {
        List<Usage.OfMachine> held = fleet.seen().stream()
                .filter(use -> use.seen()
                        .filter(time -> time.compareTo(LEAST_SEEN) >= 0)
                        .isPresent())
                .filter(use -> use.throttled().orElse(0) >= OFTEN)
                .toList();
        return held.isEmpty() ? Optional.empty() : Optional.of(advice(app, fleet, now, held));
    }

    private static Advice advice(AppSurvey app, FleetUse fleet, Guest now, List<Usage.OfMachine> held) {
        double worst = held.stream()
                .mapToDouble(use -> use.throttled().orElse(0))
                .max()
                .orElse(0);
        OptionalDouble used = fleet.largest(Usage.OfMachine::cpus);
        Guest larger = larger(now, used);
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.count(held.size(), "machine") + " of "
                + fleet.members().size() + " held back by the CPU"
                + " quota in the last " + Phrases.time(fleet.survey().usage().window()) + ", the worst in "
                + Phrases.percent(worst) + " of the time");
        evidence.add(Ladder.preset(now) + " may use " + OversizedCpu.endless(now) + " vCPUs without end"
                + (used.isPresent() ? ", and used up to " + Phrases.number(used.getAsDouble()) : ""));
        price(fleet, now, larger).ifPresent(evidence::add);
        return new Advice(
                Topic.THROTTLED_CPU,
                fleet.subject(),
                Ladder.preset(now) + " is too small: its CPU is held back",
                evidence,
                Fixes.resize(app, fleet, larger),
                new Worth.Risk("answers slow down, and wake-ups too, just when there is most to do"));
    }

    /// The smallest size whose endless share fits the use, else one step up; the memory grows where it has to.
    private static Guest larger(Guest now, OptionalDouble used) {
        List<Guest> sizes = Stream.concat(
                        Stream.of(2, 4, 6, 8).map(cpus -> Guest.of(CpuKind.SHARED, cpus, now.memoryMb())),
                        Stream.of(1, 2, 4, 8).map(cpus -> Guest.of(CpuKind.PERFORMANCE, cpus, now.memoryMb())))
                .filter(size -> size.cpuKind() == CpuKind.PERFORMANCE || size.cpus() > now.cpus())
                .flatMap(size -> Ladder.memory(size, size.memoryMb()).stream())
                .toList();
        return sizes.stream()
                .filter(size -> used.isPresent() && used.getAsDouble() <= FULL * OversizedCpu.endless(size))
                .findFirst()
                .orElse(sizes.getFirst());
    }

    private static Optional<String> price(FleetUse fleet, Guest now, Guest larger) {
        PriceBook book = fleet.survey().book();
        Region region = fleet.members().getFirst().machine().region();
        return book.started(now, region)
                .flatMap(before -> book.started(larger, region)
                        .map(after -> "a machine that runs all the time in " + region + " costs "
                                + Phrases.perMonth(before) + ", and " + Phrases.perMonth(after) + " as " + larger));
    }
}
