package dev.hangar.report;

import dev.hangar.model.MicroDollars;
import dev.hangar.survey.Bill;
import java.util.ArrayList;
import java.util.List;

/// Who the money goes to, in a table: the dearest apps, regions and kinds, now, after the plan and at worst.
final class SpendLines {
    private static final int MOST_APPS = 15;
    private static final int MOST_REGIONS = 8;
    private static final int LONGEST_NAME = 36;
    private static final int INDENT = 2;
    private static final int DOLLARS = 12;

    private final Page page;
    private final TableStyle style;

    SpendLines(Page page) {
        this.page = page;
        this.style = page.style();
    }

    void render(Bill bill) {
        if (bill.lines().isEmpty()) {
            return;
        }
        List<Spend> apps = shortened(Spend.byApp(bill), MOST_APPS, "app");
        List<Spend> regions = shortened(Spend.byRegion(bill), MOST_REGIONS, "region");
        List<Spend> kinds = Spend.byKind(bill);
        List<Spend> all = new ArrayList<>(apps);
        all.addAll(regions);
        all.addAll(kinds);
        int widest = all.stream().mapToInt(one -> name(one).length()).max().orElse(0);
        int names = Math.min(Math.max(widest, "Per 30 days".length()), style.width() - INDENT - 3 * DOLLARS);
        page.blank();
        page.line(style.paint(
                row("Per 30 days", names + INDENT, "now", "planned", "worst case"), TableStyle.Paint.HEADING));
        block("By app", apps, names);
        block("By region", regions, names);
        block("By kind", kinds, names);
    }

    private void block(String heading, List<Spend> rows, int names) {
        page.line(style.paint(" ".repeat(INDENT / 2) + heading, TableStyle.Paint.ASIDE));
        for (Spend one : rows) {
            String line = row(
                    style.safe(name(one), names),
                    names,
                    dollars(one.sum().now().perMonth()),
                    dollars(one.sum().after().perMonth()),
                    dollars(one.sum().worst().perMonth()));
            page.line(" ".repeat(INDENT) + style.paint(line, TableStyle.paintOf(one.money())));
        }
    }

    /// The first so many, and the others as one.
    private static List<Spend> shortened(List<Spend> all, int most, String noun) {
        if (all.size() <= most + 1) {
            return all;
        }
        List<Spend> shown = new ArrayList<>(all.subList(0, most));
        List<Spend> rest = all.subList(most, all.size());
        shown.add(Spend.together("and " + Words.count(rest.size(), "more " + noun) + ", see --format json", rest));
        return shown;
    }

    private String name(Spend one) {
        return style.safe(one.name(), LONGEST_NAME);
    }

    private static String dollars(MicroDollars amount) {
        return amount.toString();
    }

    private static String row(String name, int width, String now, String after, String worst) {
        return name + " ".repeat(Math.max(0, width - name.length())) + right(now) + right(after) + right(worst);
    }

    private static String right(String cell) {
        return " ".repeat(Math.max(1, DOLLARS - cell.length())) + cell;
    }
}
