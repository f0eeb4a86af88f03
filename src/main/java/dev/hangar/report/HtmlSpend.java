package dev.hangar.report;

import dev.hangar.survey.Bill;
import java.util.List;

/// Who the money goes to, on a page: a chart of the dearest apps, and tables by app, fleet, region and kind.
final class HtmlSpend {
    private HtmlSpend() {}

    static String of(Bill bill) {
        if (bill.lines().isEmpty()) {
            return "";
        }
        List<Spend> apps = Spend.byApp(bill);
        StringBuilder part = new StringBuilder("<section id=\"spend\">\n<h2>Spend per 30 days</h2>\n");
        part.append(
                "<div class=\"key\"><span><i class=\"now\"></i>now</span><span><i class=\"after\"></i>after the plan"
                        + "</span><span><i class=\"worst\"></i>worst case: everything that was created runs</span></div>\n");
        String caption = "Dollars per 30 days"
                + (apps.size() > SpendChart.MOST
                        ? "; the " + SpendChart.MOST + " dearest of " + apps.size() + " apps."
                        : ".");
        part.append(Html.figure("Spend by app", SpendChart.of(apps), caption));
        part.append("<div class=\"pair\">\n");
        part.append(table("By region", "region", Spend.byRegion(bill)));
        part.append(table("By kind", "kind", Spend.byKind(bill)));
        part.append("</div>\n");
        part.append(folded("app", apps)).append(folded("fleet", Spend.byFleet(bill)));
        return part.append("</section>\n").toString();
    }

    private static String table(String heading, String noun, List<Spend> spends) {
        return "<div><h3>" + heading + "</h3>\n" + rows(heading, noun, spends) + "</div>\n";
    }

    private static String folded(String noun, List<Spend> spends) {
        String heading = "By " + noun;
        return Html.details(
                false,
                "<b>" + heading + "</b> <span class=\"quiet\">" + Words.count(spends.size(), noun) + "</span>",
                rows(heading, noun, spends));
    }

    private static String rows(String label, String noun, List<Spend> spends) {
        StringBuilder table =
                new StringBuilder("<table>\n").append(Html.head(List.of(noun, "now", "planned", "worst case")));
        table.append("<tbody>\n");
        spends.forEach(one -> table.append(row(one)));
        return Html.scroll(label, table.append("</tbody>\n</table>").toString());
    }

    private static String row(Spend one) {
        Money money = one.money();
        return "<tr><td class=\"name\">" + Markup.text(one.name()) + "</td><td>"
                + one.sum().now().perMonth() + "</td><td class=\"" + style(money) + "\">"
                + one.sum().after().perMonth() + "</td><td>" + one.sum().worst().perMonth() + "</td></tr>\n";
    }

    /// How a change in dollars is colored.
    static String style(Money money) {
        return !money.changes() ? "same" : money.saving().value() > 0 ? "saves" : "costs";
    }
}
