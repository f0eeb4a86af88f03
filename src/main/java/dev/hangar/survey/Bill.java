package dev.hangar.survey;

import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is paid for, line by line. Sums are the sums of the rates, never of rounded dollars.
///
/// @param lines by app, group, region and kind, each of them at most once
/// @param hangar what Hangar itself costs, or would cost on the smallest machine; not among the lines unless its
///     app is
/// @param hangarIsRead whether that was read rather than assumed
public record Bill(List<Line> lines, Rate hangar, boolean hangarIsRead) {
    private static final Comparator<Line> ORDER = Comparator.comparing(Line::app)
            .thenComparing(line -> line.group().map(ProcessGroup::value).orElse(""))
            .thenComparing(line -> line.region().map(Region::value).orElse(""))
            .thenComparing(Line::kind);

    /// Nothing is known.
    public static final Bill NONE = new Bill(List.of(), Rate.ZERO, false);

    /// What can be on it.
    public enum Kind {
        COMPUTE,
        ROOTFS,
        VOLUMES,
        SNAPSHOTS,
        IPV4
    }

    /// One line.
    ///
    /// @param app whose
    /// @param group process group; empty for what belongs to the app as a whole
    /// @param region where; empty for what is nowhere, such as an address
    /// @param kind what
    /// @param count how many machines, volumes, snapshots or addresses are paid for on this line now; 0 where only
    ///     the plan, or the worst case, brings some
    /// @param now what it costs now
    /// @param after what it will cost once the plan is done
    /// @param worst what it costs when everything that was created runs, and what the plan creates too
    public record Line(
            AppName app,
            Optional<ProcessGroup> group,
            Optional<Region> region,
            Kind kind,
            int count,
            Rate now,
            Rate after,
            Rate worst) {}

    /// Three sums.
    public record Sum(Rate now, Rate after, Rate worst) {
        public static final Sum NOTHING = new Sum(Rate.ZERO, Rate.ZERO, Rate.ZERO);

        Sum plus(Line line) {
            return new Sum(now.plus(line.now), after.plus(line.after), worst.plus(line.worst));
        }

        /// Dollars per 30 days that the plan saves; negative when it costs more.
        public MicroDollars saving() {
            return now.perMonth().minus(after.perMonth());
        }
    }

    public Bill {
        lines = lines.stream().sorted(ORDER).toList();
    }

    /// The bill of everything that was read. What is not known, such as a machine without a price or a volume that
    /// nobody could read, is not on it: [Confidence] says so.
    public static Bill of(Survey survey) {
        return new BillMaker(survey).bill();
    }

    /// Sum over everything.
    public Sum sum() {
        return sum(line -> true);
    }

    /// Sum over some lines.
    public Sum sum(Predicate<Line> wanted) {
        Sum sum = Sum.NOTHING;
        for (Line line : lines) {
            sum = wanted.test(line) ? sum.plus(line) : sum;
        }
        return sum;
    }
}
