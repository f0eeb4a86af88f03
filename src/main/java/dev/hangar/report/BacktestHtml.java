package dev.hangar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A backtest as one page for a browser or paper. It holds all that it needs, fetches nothing and runs no script;
/// the
/// policies in the charts are chosen by check boxes.
public final class BacktestHtml {
    /// More lines at once are hard to follow; the others wait behind their boxes.
    private static final int SHOWN = 5;

    private static final Set<String> SHOWN_FIRST =
            Set.of("adaptive", "fly-proxy", "fly-autoscaler", BacktestReport.OPTIMUM);

    /// The whole page.
    public String render(BacktestReport report) {
        BacktestHeadline headline = new BacktestHeadline(report);
        StringBuilder page = new StringBuilder(head(report));
        page.append("<p class=\"eyebrow\">Hangar backtest</p>\n<h1>").append(Markup.text(report.trace()));
        page.append("</h1>\n<p class=\"lead\">")
                .append(Markup.text(headline.sentence()))
                .append("</p>\n");
        page.append(cards(headline.figures()));
        BacktestCells.sentences(report).forEach(sentence -> page.append(paragraph("soft", sentence)));
        report.notes().forEach(note -> page.append(paragraph("soft note", note)));
        page.append("<h2>Policies</h2>\n").append(table(report));
        if (!report.rows().isEmpty()) {
            page.append(charts(report));
        }
        return page.append(MEANINGS).append("</main>\n</body>\n</html>\n").toString();
    }

    private static String head(BacktestReport report) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Hangar backtest of %s</title>
                <style>
                %s%s</style>
                </head>
                <body>
                <main>
                """.formatted(Markup.text(report.trace()), PageStyle.CSS, BacktestStyle.rows(report.rows()));
    }

    private static String cards(List<BacktestHeadline.Figure> figures) {
        return figures.stream()
                .map(figure -> "<div class=\"card\"><b>" + Markup.text(figure.value()) + "</b><span>"
                        + Markup.text(figure.meaning()) + "</span></div>\n")
                .collect(Collectors.joining("", "<div class=\"cards\">\n", "</div>\n"));
    }

    private static String paragraph(String style, String text) {
        return "<p class=\"" + style + "\">" + Markup.text(text) + "</p>\n";
    }

    private static String table(BacktestReport report) {
        List<List<String>> cells = BacktestCells.of(report);
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
        cells.getFirst()
                .forEach(cell -> table.append("<th scope=\"col\">")
                        .append(Markup.text(cell))
                        .append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < report.rows().size(); row++) {
            table.append(row(report, row, cells.get(row + 1)));
        }
        return table.append("</tbody>\n</table></div>\n").toString();
    }

    private static String row(BacktestReport report, int index, List<String> cells) {
        BacktestRow row = report.rows().get(index);
        boolean best = report.best().filter(row::equals).isPresent();
        StringBuilder line = new StringBuilder("<tr class=\"s" + index + (best ? " best" : "") + "\"><td>");
        line.append("<span class=\"chip\"></span>")
                .append(Markup.text(cells.getFirst()))
                .append("</td>");
        for (int cell = 1; cell < cells.size() - 1; cell++) {
            line.append("<td>").append(Markup.text(cells.get(cell))).append("</td>");
        }
        return line.append("<td class=\"")
                .append(report.keeps(row) ? "yes" : "no")
                .append("\">")
                .append(Markup.text(cells.getLast()))
                .append("</td></tr>\n")
                .toString();
    }

    private static String charts(BacktestReport report) {
        StringBuilder charts = new StringBuilder("<section>\n<h2>Over time</h2>\n");
        charts.append(legend(report));
        charts.append(figure(
                BacktestCharts.machines(report),
                "Started machines of each policy over the demand. " + resolution(report.demand())
                        + leaving("So high that it leaves the chart: ", high(report))));
        charts.append("<h2>Cost so far</h2>\n");
        charts.append(figure(
                BacktestCharts.cost(report),
                "What each policy has been billed since the beginning."
                        + leaving("So dear that it leaves the chart: ", BacktestCharts.leaving(report))));
        charts.append("</section>\n");
        if (report.rows().stream().anyMatch(row -> row.costRatio().isPresent())) {
            charts.append("<h2>Cost against lateness</h2>\n");
            charts.append(figure(
                    BacktestScatter.of(report),
                    "Down is cheaper, left is more in time; the shaded part"
                            + " keeps the late share, and a ring is a policy that does not."));
        }
        return charts.toString();
    }

    private static String leaving(String words, List<String> what) {
        return what.isEmpty() ? "" : " " + words + String.join(", ", what) + ".";
    }

    private static List<String> high(BacktestReport report) {
        double top = BacktestCharts.mostMachines(report);
        double peak = BacktestCharts.largest(report.demand().peaks());
        List<String> high = new ArrayList<>();
        if (peak > top) {
            high.add("demand's peak of " + Scale.label(peak) + " machines");
        }
        report.rows().stream()
                .filter(row -> BacktestCharts.largest(row.started().means()) > top)
                .forEach(row -> high.add(row.policy()));
        return high;
    }

    private static String resolution(BacktestSeries demand) {
        if (demand.slotsPerPoint() == 1) {
            return "Every slot of 15 s is shown.";
        }
        double minutes = demand.slotsPerPoint() / 4.0;
        return "Lines and the strong area are means of " + Scale.label(minutes)
                + " minutes; the faint area is the peaks" + " of demand within them.";
    }

    private static String legend(BacktestReport report) {
        StringBuilder legend = new StringBuilder(
                "<div class=\"legend\"><label><span class=\"chip area\"></span>" + "demand</label>\n");
        for (int row = 0; row < report.rows().size(); row++) {
            legend.append("<label class=\"s")
                    .append(row)
                    .append("\"><input type=\"checkbox\" id=\"k")
                    .append(row);
            legend.append(isShown(report, row) ? "\" checked>" : "\">").append("<span class=\"chip\"></span>");
            legend.append(Markup.text(report.rows().get(row).policy())).append("</label>\n");
        }
        return legend.append("</div>\n").toString();
    }

    private static boolean isShown(BacktestReport report, int index) {
        BacktestRow row = report.rows().get(index);
        return report.rows().size() <= SHOWN
                || SHOWN_FIRST.contains(row.policy())
                || report.best().filter(row::equals).isPresent();
    }

    private static String figure(String svg, String caption) {
        return "<figure><div class=\"scroll\">" + svg + "</div><figcaption>" + Markup.text(caption)
                + "</figcaption></figure>\n";
    }

    private static final String MEANINGS = """
            <h2>What is counted</h2>
            <dl>
            <dt>cost</dt><dd>billed machine-seconds, boots included, relative to the cheapest schedule with which nobody
            waits</dd>
            <dt>late</dt><dd>requests that waited too long for a machine, or met only full ones</dd>
            <dt>cold</dt><dd>starts while demand was waiting</dd>
            <dt>actions</dt><dd>starts and stops</dd>
            <dt>kept</dt><dd>whether the late share was kept</dd>
            </dl>
            <p class="soft">The figures compare policies on demand of the past; they are no forecast of a bill.</p>
            """;
}
