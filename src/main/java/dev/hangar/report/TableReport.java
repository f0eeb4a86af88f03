package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Failure;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Confidence;
import java.util.ArrayList;
import java.util.List;

/// A report as plain text for people: what someone forwards first, who the money goes to, a block per fleet, advice,
/// what could not be read, and the total last, where a terminal leaves it in sight. Lines end with `\n`.
public final class TableReport {
    /// Longer messages of other people's servers are cut: a whole HTML page says no more than its beginning.
    private static final int LONGEST_MESSAGE = 300;

    private final TableStyle style;

    public TableReport(TableStyle style) {
        this.style = style;
    }

    /// The whole report.
    public String render(Report report) {
        Page page = new Page(style);
        heading(page, report);
        new SpendLines(page).render(report.findings().bill());
        for (PassRecord.Decided decided : report.decided()) {
            page.blank();
            new FleetBlock(page).render(decided);
        }
        new AdviceLines(page).render(report.findings().advice());
        unread(page, report);
        doubts(page, report);
        total(page, report);
        return page.toString();
    }

    private void heading(Page page, Report report) {
        Report.Header header = report.header();
        page.paragraph(
                0,
                "Hangar report of org " + style.safe(header.org().value()) + ", " + Words.when(header.at())
                        + ", dry run (mode " + header.mode().word() + ")",
                TableStyle.Paint.HEADING);
        if (Headline.isTold(report)) {
            headline(page, Headline.of(report));
        }
        page.paragraph(0, style.safe(Words.token(header.token()), LONGEST_MESSAGE), TableStyle.Paint.ASIDE);
        header.advice().ifPresent(advice -> page.paragraph(0, "! " + style.safe(advice), TableStyle.Paint.ALARM));
        if (report.decided().isEmpty()) {
            page.blank();
            page.paragraph(0, Words.nothingFound(report), TableStyle.Paint.PLAIN);
        }
    }

    /// The lines that someone forwards.
    private void headline(Page page, Headline headline) {
        page.blank();
        page.paragraph(2, headline.sentence(style.arrow()), TableStyle.paintOf(headline.money()));
        headline.worstPerMonth()
                .ifPresent(worst -> page.paragraph(
                        2, "Worst case, everything that was created runs: " + worst + ".", TableStyle.Paint.PLAIN));
        if (headline.worst().isPresent()) {
            page.paragraph(
                    2,
                    "Advice: " + headline.advice() + ".",
                    headline.outages() > 0 ? TableStyle.Paint.ALARM : TableStyle.Paint.PLAIN);
        }
        headline.certainty()
                .ifPresent(words -> page.paragraph(
                        2, "Confidence: " + style.safe(words, LONGEST_MESSAGE) + ".", TableStyle.Paint.PLAIN));
        page.blank();
    }

    private void doubts(Page page, Report report) {
        List<String> doubts =
                report.findings().confidence().map(Confidence::doubts).orElse(List.of());
        if (doubts.isEmpty()) {
            return;
        }
        page.blank();
        page.line(style.paint("What the figures rest on", TableStyle.Paint.HEADING));
        doubts.forEach(
                doubt -> page.paragraph(2, "? " + style.safe(doubt, LONGEST_MESSAGE) + ".", TableStyle.Paint.PLAIN));
    }

    private void unread(Page page, Report report) {
        List<String> lines = new ArrayList<>();
        report.problems().forEach(problem -> lines.add(problem.subject() + ": " + words(problem.failure())));
        report.unread().forEach(unread -> lines.add("app " + unread.app() + ": " + words(unread.failure())));
        if (lines.isEmpty()) {
            return;
        }
        page.blank();
        page.line(style.paint("Could not be read", TableStyle.Paint.ALARM));
        lines.forEach(line -> page.paragraph(2, "! " + style.safe(line, LONGEST_MESSAGE), TableStyle.Paint.PLAIN));
    }

    /// The failure as [Failure#toString()] puts it.
    private static String words(Failure failure) {
        return failure.toString();
    }

    private void total(Page page, Report report) {
        ReportSummary summary = report.summary();
        page.blank();
        if (summary.fleets() > 0) {
            if (summary.changes() == 0) {
                page.paragraph(0, "No changes: every machine stays as it is.", TableStyle.Paint.HEADING);
            }
            Money machines = ReportSummary.money(report);
            Money money = Headline.of(report).money();
            page.line(style.paint("Total  ", TableStyle.Paint.HEADING) + money(money));
            page.paragraph(
                    0,
                    (money.equals(machines) ? "" : "Machines alone: " + style.money(machines) + " per 30 days. ")
                            + style.perHour(money) + " per hour; " + Words.once(ReportSummary.once(report)) + ".",
                    TableStyle.Paint.PLAIN);
            page.paragraph(0, counts(summary), TableStyle.Paint.PLAIN);
        }
        hangar(page, report.findings().bill());
        prices(page, report.header());
    }

    private static void hangar(Page page, Bill bill) {
        if (!bill.equals(Bill.NONE)) {
            page.paragraph(0, Words.hangar(bill) + ".", TableStyle.Paint.PLAIN);
        }
    }

    private void prices(Page page, Report.Header header) {
        page.paragraph(0, Words.prices(header), TableStyle.Paint.ASIDE);
        if (header.prices().isOld(header.at())) {
            page.paragraph(0, "! " + Words.OLD_PRICES, TableStyle.Paint.ALARM);
        }
    }

    private String money(Money money) {
        String ending = money.changes() ? " per 30 days (" + money.change() + ")" : " per 30 days, unchanged";
        return style.paint(style.money(money) + ending, TableStyle.paintOf(money));
    }

    private static String counts(ReportSummary summary) {
        StringBuilder text = new StringBuilder(Words.count(summary.fleets(), "fleet"))
                .append(", ")
                .append(Words.count(summary.machines(), "machine"))
                .append(", ")
                .append(Words.count(summary.changes(), "change"))
                .append('.');
        if (summary.unpriced() > 0) {
            text.append(' ')
                    .append(Words.count(summary.unpriced(), "machine"))
                    .append(" without a price: left out of the total.");
        }
        if (summary.unread() > 0) {
            text.append(' ').append(Words.count(summary.unread(), "app")).append(" not read: left out of the total.");
        }
        return text.toString();
    }
}
