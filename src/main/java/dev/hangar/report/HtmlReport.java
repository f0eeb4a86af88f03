package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Confidence;
import java.util.ArrayList;
import java.util.List;

/// A report as one page for a browser or paper. It holds all that it needs, fetches nothing and runs no script.
public final class HtmlReport {
    /// Of more fleets than this none is open at first.
    private static final int OPEN_FLEETS = 6;

    /// The whole page.
    public String render(Report report) {
        StringBuilder page = new StringBuilder(head(report));
        page.append(top(report));
        page.append(HtmlSpend.of(report.findings().bill()));
        if (!report.decided().isEmpty()) {
            page.append(HtmlFleet.plans(report.decided()));
        }
        page.append(HtmlAdvice.of(report.findings().advice()));
        page.append(HtmlTimes.of(report));
        page.append(fleets(report.decided()));
        page.append(unread(report));
        page.append(foot(report));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String head(Report report) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Hangar report of %s</title>
                <style>
                %s%s</style>
                </head>
                <body>
                <main>
                """.formatted(Markup.text(report.header().org().value()), PageStyle.CSS, ReportStyle.CSS);
    }

    private static String top(Report report) {
        Report.Header header = report.header();
        StringBuilder top = new StringBuilder("<p class=\"eyebrow\">Hangar report, dry run</p>\n<h1>");
        top.append(Markup.text(header.org().value())).append("</h1>\n");
        if (!Headline.isTold(report)) {
            return top.append(Html.paragraph("lead", Words.nothingFound(report)))
                    .append(Html.paragraph("soft", Words.when(header.at())))
                    .toString();
        }
        Headline headline = Headline.of(report);
        top.append("<p class=\"lead\">")
                .append(Markup.text(headline.sentence("→")))
                .append("</p>\n");
        top.append(Html.paragraph(
                "soft",
                Words.when(header.at()) + ", " + Words.count(header.apps(), "app") + ", "
                        + Words.count(report.summary().machines(), "machine") + ". " + Words.prices(header)));
        if (header.prices().isOld(header.at())) {
            top.append(Html.paragraph("risk", Words.OLD_PRICES));
        }
        return top.append(cards(report, headline)).append(jumps(report)).toString();
    }

    private static String cards(Report report, Headline headline) {
        Money money = headline.money();
        StringBuilder cards = new StringBuilder("<div class=\"cards\">\n");
        cards.append(card("", money.nowPerMonth().toString(), "per 30 days now"));
        cards.append(card(
                HtmlSpend.style(money),
                money.afterPerMonth().toString(),
                money.changes()
                        ? "after the plan: " + money.change()
                                + headline.percent()
                                        .map(percent -> ", " + percent)
                                        .orElse("")
                        : "after the plan: no change"));
        headline.worstPerMonth()
                .ifPresent(worst -> cards.append(card("", worst.toString(), "worst case: everything created runs")));
        if (headline.savings() > 0) {
            cards.append(card(
                    "saves",
                    headline.saving().perMonth().toString(),
                    "more at most by " + Words.count(headline.savings(), "saving") + " below"));
        }
        if (headline.outages() > 0) {
            cards.append(card(
                    "fails", String.valueOf(headline.outages()), "outage risk" + (headline.outages() == 1 ? "" : "s")));
        }
        headline.confidence()
                .ifPresent(sure -> cards.append(card(
                        "",
                        Words.code(sure.level()),
                        "confidence"
                                + (sure.doubts().isEmpty()
                                        ? ""
                                        : ": " + Words.count(sure.doubts().size(), "doubt")))));
        Bill bill = report.findings().bill();
        if (!bill.equals(Bill.NONE)) {
            cards.append(card(
                    "",
                    bill.hangar().perMonth().toString(),
                    bill.hangarIsRead() ? "Hangar itself" : "Hangar itself, on the smallest machine"));
        }
        return cards.append("</div>\n").toString();
    }

    private static String card(String style, String figure, String meaning) {
        return "<div class=\"card " + style + "\"><b>" + Markup.text(figure) + "</b><span>" + Markup.text(meaning)
                + "</span></div>\n";
    }

    private static String jumps(Report report) {
        StringBuilder jumps = new StringBuilder("<nav aria-label=\"Parts\">");
        if (!report.findings().bill().lines().isEmpty()) {
            jumps.append("<a href=\"#spend\">Spend</a> ");
        }
        jumps.append("<a href=\"#plan\">Plan</a> ");
        if (!report.findings().advice().isEmpty()) {
            jumps.append("<a href=\"#advice\">Advice</a> ");
        }
        jumps.append("<a href=\"#time\">Over time</a> <a href=\"#fleets\">Machines</a> ");
        return jumps.append(isWhole(report) ? "" : "<a href=\"#unread\">Not known</a>")
                .append("</nav>\n")
                .toString();
    }

    private static String fleets(List<PassRecord.Decided> fleets) {
        if (fleets.isEmpty()) {
            return "";
        }
        StringBuilder part = new StringBuilder("<section id=\"fleets\">\n<h2>Machines</h2>\n");
        fleets.forEach(fleet -> part.append(HtmlFleet.of(fleet, fleets.size() <= OPEN_FLEETS)));
        return part.append("</section>\n").toString();
    }

    private static boolean isWhole(Report report) {
        return report.problems().isEmpty()
                && report.unread().isEmpty()
                && doubts(report).isEmpty();
    }

    private static List<String> doubts(Report report) {
        return report.findings().confidence().map(Confidence::doubts).orElse(List.of());
    }

    private static String unread(Report report) {
        if (isWhole(report)) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        report.problems().forEach(problem -> lines.add(problem.subject() + ": " + problem.failure()));
        report.unread().forEach(unread -> lines.add("app " + unread.app() + ": " + unread.failure()));
        StringBuilder part = new StringBuilder("<section id=\"unread\">\n");
        if (!lines.isEmpty()) {
            part.append("<h2>Could not be read</h2>\n").append(Html.list(lines));
        }
        if (!doubts(report).isEmpty()) {
            part.append("<h2>What the figures rest on</h2>\n")
                    .append(Html.list(
                            doubts(report).stream().map(doubt -> doubt + ".").toList()));
        }
        return part.append("</section>\n").toString();
    }

    private static String foot(Report report) {
        Report.Header header = report.header();
        StringBuilder foot = new StringBuilder("<footer>\n");
        foot.append(Html.paragraph("soft", Words.token(header.token()) + "."));
        header.advice().ifPresent(advice -> foot.append(Html.paragraph("soft", "But " + advice + ".")));
        foot.append(Html.paragraph(
                "soft",
                "Mode of the configuration: " + header.mode().word()
                        + "; a report itself never acts. Worst case: everything that was created runs all the time."));
        return foot.append("</footer>\n").toString();
    }
}
