package dev.hangar.survey.rules;

import dev.hangar.control.PassRecord;
import dev.hangar.control.Usage;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.CpuKind;
import dev.hangar.model.FleetId;
import dev.hangar.model.Guest;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Service;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AfterPlan;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Survey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// A fleet with what its machines used: the common ground of rules about sizes. Machines that Hangar leaves alone,
/// such as databases, are no part of it.
///
/// @param decided what a dry pass said
/// @param members machines that are scaled
/// @param survey everything that was read
record FleetUse(PassRecord.Decided decided, List<MachineReport> members, Survey survey) {
    /// What is used less is not worth a word: a size is judged after a week, which holds its busiest day.
    static final Duration LEAST_SEEN = Duration.ofDays(7);

    /// A change of size must save so much: half a dollar in 30 days.
    static final long LEAST_SAVING = 500_000;

    /// The fleets of an app, those without any member left out.
    static List<FleetUse> of(AppSurvey app, Survey survey) {
        return app.fleets().stream()
                .map(decided -> new FleetUse(decided, members(decided), survey))
                .filter(fleet -> !fleet.members.isEmpty())
                .toList();
    }

    private static List<MachineReport> members(PassRecord.Decided decided) {
        return decided.evaluation().report().machines().stream()
                .filter(report -> report.role() != Role.OUTSIDER)
                .toList();
    }

    FleetId id() {
        return decided.fleet();
    }

    Advice.Subject subject() {
        return new Advice.Subject(Optional.of(id().app()), Optional.of(id().group()), List.of());
    }

    /// A command for this fleet: `fly ... -a shop --process-group app`.
    Advice.Fix.Command fly(String... words) {
        return ConfigFixes.fly(Stream.concat(
                        Arrays.stream(words),
                        Stream.of(
                                "-a",
                                id().app().value(),
                                "--process-group",
                                id().group().value()))
                .toArray(String[]::new));
    }

    Stream<MachineConfig> configs() {
        return members.stream().flatMap(report -> report.machine().config().stream());
    }

    /// The size of all machines; empty when they differ, or one is not known or not sold by list.
    Optional<Guest> guest() {
        List<Guest> sizes = configs().map(MachineConfig::guest).distinct().toList();
        return sizes.size() == 1 && configs().count() == members.size()
                ? Optional.of(sizes.getFirst())
                        .filter(size -> !size.gpu() && !size.dedicatedHost() && size.cpuKind() != CpuKind.UNRECOGNIZED)
                : Optional.empty();
    }

    /// The soft limit of all services of all machines; empty when they differ, or there is no service.
    OptionalInt softLimit() {
        List<Integer> limits = configs()
                .flatMap(config -> config.services().stream())
                .map(Service::effectiveSoftLimit)
                .distinct()
                .toList();
        return limits.size() == 1 ? OptionalInt.of(limits.getFirst()) : OptionalInt.empty();
    }

    /// What a machine used; nothing known where nobody asked or it was never awake.
    Usage.OfMachine use(MachineReport report) {
        return survey.usage().machines().getOrDefault(report.machine().id(), Usage.OfMachine.UNKNOWN);
    }

    /// Use of the machines that were awake within the window; one that never was has no series.
    List<Usage.OfMachine> seen() {
        return members.stream()
                .map(this::use)
                .filter(use -> use.seen().filter(time -> !time.isZero()).isPresent())
                .toList();
    }

    /// Whether every started machine has samples: else the busiest one may be missing.
    boolean allStartedSeen() {
        return members.stream()
                .filter(report -> report.machine().state().isBilled())
                .allMatch(report -> use(report).seen().isPresent());
    }

    /// The longest time that one machine was seen for.
    Duration longestSeen() {
        return seen().stream()
                .flatMap(use -> use.seen().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    boolean seenLongEnough() {
        return allStartedSeen() && longestSeen().compareTo(LEAST_SEEN) >= 0;
    }

    /// The largest value over all machines that were seen; empty when one of them lacks it.
    OptionalDouble largest(Function<Usage.OfMachine, OptionalDouble> figure) {
        return extreme(figure, use -> use, true);
    }

    /// The smallest value over all machines that were seen; empty when one of them lacks it.
    OptionalDouble smallest(Function<Usage.OfMachine, OptionalDouble> figure) {
        return extreme(figure, use -> use, false);
    }

    private OptionalDouble extreme(
            Function<Usage.OfMachine, OptionalDouble> figure, ToDoubleFunction<Double> value, boolean largest) {
        List<Double> known = seen().stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        if (known.size() < seen().size()) {
            return OptionalDouble.empty();
        }
        return largest
                ? known.stream().mapToDouble(value).max()
                : known.stream().mapToDouble(value).min();
    }

    /// Whether a machine ran out of memory or used swap, or nobody can tell.
    boolean mayLackMemory() {
        boolean allRead = survey.usage().failures().isEmpty();
        return seen().stream().anyMatch(use -> mayBe(use.oomKills(), allRead) || mayBe(use.swapBytes(), allRead));
    }

    /// A counter of a rare event has no series before the first one: absent is zero where all figures were read.
    private static boolean mayBe(OptionalDouble figure, boolean allRead) {
        return figure.isPresent() ? figure.getAsDouble() > 0 : !allRead;
    }

    /// What a change of size saves: on machines that run once the plan is done, for the share of the window in which
    /// they were seen awake. Machines that the plan puts to sleep count for nothing: an estimate that leans low.
    ///
    /// @param other the other size
    Rate saving(Guest now, Guest other) {
        PriceBook book = survey.book();
        Rate sum = Rate.ZERO;
        for (MachineReport report : members) {
            Machine machine = report.machine();
            Optional<Rate> before = book.started(now, machine.region());
            Optional<Rate> after = book.started(other, machine.region());
            if (before.isPresent() && after.isPresent() && !AfterPlan.isTaken(report, decided)) {
                sum = sum.plus(before.get().minus(after.get()).times(awakeShare(report)));
            }
        }
        return sum;
    }

    private double awakeShare(MachineReport report) {
        double window = survey.usage().window().toSeconds();
        double seen = use(report).seen().orElse(Duration.ZERO).toSeconds();
        return window > 0 ? Math.min(1, seen / window) : 0;
    }
}
