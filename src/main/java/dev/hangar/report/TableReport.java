package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.control.TokenCheck;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A report as plain text for people: a block per fleet, what could not be read, and the total last, where a terminal
/// leaves it in sight. Lines end with `\n`.
public final class TableReport {
    /// Longer messages of other people's servers are cut: a whole HTML page says no more than its beginning.
    private static final int LONGEST_MESSAGE = 300;

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TableStyle style;

    public TableReport(TableStyle style) {
        this.style = style;
    }

    /// The whole report.
    public String render(Report report) {
        Page page = new Page(style);
        heading(page, report);
        for (PassRecord.Decided decided : report.decided()) {
            page.blank();
            new FleetBlock(page).render(decided);
        }
        unread(page, report);
        total(page, report);
        return page.toString();
    }

    private void heading(Page page, Report report) {
        Report.Header header = report.header();
        page.paragraph(
                0,
                "Hangar report of org " + style.safe(header.org().value()) + ", " + WHEN.format(header.at())
                        + ", dry run (mode " + header.mode().word() + ")",
                TableStyle.Paint.HEADING);
        page.paragraph(0, style.safe(token(header.token()), LONGEST_MESSAGE), TableStyle.Paint.ASIDE);
        header.advice().ifPresent(advice -> page.paragraph(0, "! " + style.safe(advice), TableStyle.Paint.ALARM));
        if (report.decided().isEmpty()) {
            page.blank();
            page.paragraph(0, nothingFound(report), TableStyle.Paint.PLAIN);
        }
    }

    private static String token(TokenCheck.Powers token) {
        return "Token: covers " + token.covers()
                + switch (token.writes()) {
                    case Answer.Ok<Boolean>(Boolean writes) -> writes ? ", can write" : ", can only read";
                    case Answer.Failed<Boolean>(Failure failure) -> "; whether it can write is unknown: " + failure;
                };
    }

    private static String nothingFound(Report report) {
        if (report.summary().nothingRead()) {
            return "Nothing could be read.";
        }
        int apps = report.header().apps() - report.unread().size();
        return apps == 0
                ? "No apps found."
                : "No machines found in " + Words.count(apps, "app") + ": nothing runs, nothing to save.";
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
            Money money = ReportSummary.money(report);
            page.line(style.paint("Total  ", TableStyle.Paint.HEADING) + money(money));
            page.paragraph(
                    0,
                    style.perHour(money) + " per hour; " + Words.once(ReportSummary.once(report)) + ".",
                    TableStyle.Paint.PLAIN);
            page.paragraph(0, counts(summary), TableStyle.Paint.PLAIN);
        }
        prices(page, report.header());
    }

    private void prices(Page page, Report.Header header) {
        long days = header.prices().ageDays(header.at());
        String seen = "seen " + header.prices().seenOn() + " (" + Words.count((int) days, "day") + " ago)";
        page.paragraph(
                0,
                "Estimate by list prices of " + header.prices().of() + ", " + seen + ", not a bill.",
                TableStyle.Paint.ASIDE);
        if (header.prices().isOld(header.at())) {
            page.paragraph(
                    0,
                    "! These prices are old: compare them with Fly's price page, and name a newer table in prices.file.",
                    TableStyle.Paint.ALARM);
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
