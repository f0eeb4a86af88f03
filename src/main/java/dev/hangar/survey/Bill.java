package dev.hangar.survey;

import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is paid for, line by line. Sums are the sums of the rates, never of rounded dollars.
///
/// @param lines by app, group, region and kind
/// @param hangar what Hangar itself costs, or would cost on the smallest machine; not among the lines unless its
///     app is
/// @param hangarIsRead whether that was read rather than assumed
public record Bill(List<Line> lines, Rate hangar, boolean hangarIsRead) {
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
    /// @param count how many machines, volumes or addresses
    /// @param now what it costs now
    /// @param after what it will cost once the plan is done
    /// @param worst what it costs when everything that was created runs
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
        lines = List.copyOf(lines);
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
