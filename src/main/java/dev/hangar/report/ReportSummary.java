package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.model.MicroDollars;
import java.util.List;

/// Counts and totals of a report, and what they mean to a script.
///
/// @param fleets fleets decided on
/// @param machines machines in them
/// @param changes planned actions, without those of refused plans
/// @param now dollars per 30 days
/// @param after dollars per 30 days once all plans are done
/// @param unpriced machines without a price, in neither sum
/// @param unread apps whose machines could not be read
/// @param problems what else could not be read
/// @param refused plans that the plan checker refused: our bug
/// @param nothingRead whether nothing at all could be read
public record ReportSummary(
        int fleets,
        int machines,
        int changes,
        MicroDollars now,
        MicroDollars after,
        int unpriced,
        int unread,
        int problems,
        int refused,
        boolean nothingRead) {
    /// What a report comes to.
    public enum Meaning {
        NOTHING_TO_DO(0),
        CHANGES(2),
        /// Nothing at all could be read.
        ERROR(1),
        /// Something could not be read, or a plan was refused by its own checker.
        PARTIAL(3);

        private final int detailedExitCode;

        Meaning(int detailedExitCode) {
            this.detailedExitCode = detailedExitCode;
        }
    }

    static ReportSummary of(Report report) {
        List<PassRecord.Decided> decided = report.decided();
        Money money = money(report);
        int unread = report.unread().size();
        boolean anythingWrong = unread > 0 || !report.problems().isEmpty();
        boolean nothingRead = decided.isEmpty() && report.header().apps() <= unread && anythingWrong;
        return new ReportSummary(
                decided.size(),
                decided.stream()
                        .mapToInt(one -> one.evaluation().report().machines().size())
                        .sum(),
                decided.stream()
                        .filter(one -> one.violations().isEmpty())
                        .mapToInt(one -> one.evaluation().plan().actions().size())
                        .sum(),
                money.nowPerMonth(),
                money.afterPerMonth(),
                decided.stream()
                        .mapToInt(
                                one -> Money.unpriced(one.evaluation().report().machines()))
                        .sum(),
                unread,
                report.problems().size(),
                (int) decided.stream()
                        .filter(one -> !one.violations().isEmpty())
                        .count(),
                nothingRead);
    }

    /// What all plans cost once, beside the rates.
    static MicroDollars once(Report report) {
        return report.decided().stream().map(Money::once).reduce(MicroDollars.ZERO, MicroDollars::plus);
    }

    static Money money(Report report) {
        return report.decided().stream().map(Money::of).reduce(Money.NOTHING, Money::plus);
    }

    /// Dollars per 30 days that the plans save; negative when they cost more.
    public MicroDollars saving() {
        return now.minus(after);
    }

    /// What it comes to; what is wrong outranks what is planned.
    public Meaning meaning() {
        if (nothingRead) {
            return Meaning.ERROR;
        }
        if (unread + problems + refused > 0) {
            return Meaning.PARTIAL;
        }
        return changes > 0 ? Meaning.CHANGES : Meaning.NOTHING_TO_DO;
    }

    /// Exit code of the process: plain 0, or 1 when nothing at all could be read; detailed 0 nothing to do, 1 error,
    /// 2 changes, 3 partial failure.
    public int exitCode(boolean detailed) {
        Meaning meaning = meaning();
        if (detailed) {
            return meaning.detailedExitCode;
        }
        return meaning == Meaning.ERROR ? 1 : 0;
    }
}
