package dev.hangar.report;

import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.MicroDollars;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Confidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The figures of a report that people repeat to others.
///
/// @param money everything that is paid for; the machines alone where nothing else was looked at
/// @param worst what it costs when everything that was created runs; empty when nobody looked
/// @param hangar what Hangar itself costs; empty when nobody looked
/// @param outages advice about somebody who is not served
/// @param savings advice that saves what the plan does not
/// @param saving what they come to at most: they may overlap, and nobody can save more than is left to pay
/// @param others all other advice
/// @param confidence how sure all of it is
record Headline(
        Money money,
        Optional<Rate> worst,
        Optional<Rate> hangar,
        int outages,
        int savings,
        Rate saving,
        int others,
        Optional<Confidence> confidence) {
    static Headline of(Report report) {
        Bill bill = report.findings().bill();
        boolean billed = !bill.lines().isEmpty();
        Bill.Sum sum = bill.sum();
        Money money = billed ? new Money(sum.now(), sum.after()) : ReportSummary.money(report);
        List<Advice> advice = report.findings().advice();
        List<Advice> savings = advice.stream()
                .filter(one -> one.worth() instanceof Advice.Worth.Saves(Rate its, boolean planned, boolean atMost)
                        && !planned)
                .toList();
        Rate saving = saving(savings, bill);
        int outages = (int) advice.stream()
                .filter(one -> one.worth() instanceof Advice.Worth.Outage)
                .count();
        return new Headline(
                money,
                billed ? Optional.of(sum.worst()) : Optional.empty(),
                bill.equals(Bill.NONE) ? Optional.empty() : Optional.of(bill.hangar()),
                outages,
                savings.size(),
                saving.compareTo(money.after()) > 0 ? money.after() : saving,
                advice.size() - outages - savings.size(),
                report.findings().confidence());
    }

    /// Several advices may be about the same machine: of an app nobody can save more than is left to pay for it.
    private static Rate saving(List<Advice> savings, Bill bill) {
        Map<Optional<AppName>, Rate> byApp = new HashMap<>();
        savings.forEach(one -> byApp.merge(one.subject().app(), one.worth().rate(), Rate::plus));
        Rate sum = Rate.ZERO;
        for (Map.Entry<Optional<AppName>, Rate> entry : byApp.entrySet()) {
            Rate left = entry.getKey()
                    .filter(app -> !bill.lines().isEmpty())
                    .map(app -> bill.sum(line -> line.app().equals(app)).after())
                    .orElseGet(entry::getValue);
            sum = sum.plus(entry.getValue().compareTo(left) > 0 ? left : entry.getValue());
        }
        return sum;
    }

    /// Whether there is anything to say: something was read and has a price.
    static boolean isTold(Report report) {
        ReportSummary summary = report.summary();
        return !report.findings().bill().lines().isEmpty() || summary.machines() > summary.unpriced();
    }

    /// `$92.32 → $90.82 per 30 days (-$1.50, -1.6 %)`.
    String sentence(String arrow) {
        if (!money.changes()) {
            return money.nowPerMonth() + " per 30 days, and the plan changes nothing";
        }
        return money.nowPerMonth() + " now " + arrow + " " + money.afterPerMonth() + " per 30 days (" + money.change()
                + percent().map(percent -> ", " + percent).orElse("") + ")";
    }

    /// The change in percent with its sign, such as `-37 %`; empty where nothing is paid now.
    Optional<String> percent() {
        long now = money.nowPerMonth().value();
        if (now <= 0) {
            return Optional.empty();
        }
        double percent = -100.0 * money.saving().value() / now;
        return Optional.of((percent > 0 ? "+" : "")
                        + (Math.abs(percent) < 10 ? Math.round(10 * percent) / 10.0 : (double) Math.round(percent))
                        + " %")
                .map(text -> text.replace(".0 %", " %"));
    }

    /// `1 outage risk, 3 savings worth up to $12.30 per 30 days that the plan does not count, 2 more`.
    String advice() {
        List<String> parts = new ArrayList<>();
        if (outages > 0) {
            parts.add(Words.count(outages, "outage risk"));
        }
        if (savings > 0) {
            parts.add(Words.count(savings, "saving") + " worth up to " + saving.perMonth()
                    + " per 30 days that the plan does not count");
        }
        if (others > 0) {
            parts.add(parts.isEmpty() ? others + " to consider" : others + " more to consider");
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    /// `medium (CPU use could not be read, and 2 more doubts)`.
    Optional<String> certainty() {
        return confidence.map(sure -> {
            String level = Words.code(sure.level());
            int more = sure.doubts().size() - 1;
            return sure.doubts().isEmpty()
                    ? level
                    : level + " (" + sure.doubts().getFirst()
                            + (more > 0 ? ", and " + Words.count(more, "more doubt") : "") + ")";
        });
    }

    /// Dollars per 30 days when everything that was created runs.
    Optional<MicroDollars> worstPerMonth() {
        return worst.map(Rate::perMonth);
    }
}
