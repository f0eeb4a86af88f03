package dev.hangar.report;

import java.util.List;

/// What the dearest apps cost now, after the plan and at worst, as bars.
final class SpendChart {
    /// More bars are hard to read: the table has all.
    static final int MOST = 12;

    private static final int NAMES = 200;
    private static final int FIGURES = 190;
    private static final int ROW = 44;
    private static final int BAR = 10;
    private static final int LONGEST_NAME = 26;
    private static final TableStyle LABELS = new TableStyle(TableStyle.DEFAULT_WIDTH, false, true);

    private SpendChart() {}

    /// @param apps dearest first; of more than [#MOST] the first are shown
    static String of(List<Spend> apps) {
        List<Spend> shown = apps.stream().limit(MOST).toList();
        double most = shown.stream()
                .mapToDouble(
                        one -> Math.max(dollars(one.sum().worst().perMonth().value()), both(one)))
                .max()
                .orElse(0);
        Scale scale = new Scale(most > 0 ? most : 1, NAMES, Plot.WIDTH - FIGURES);
        int height = shown.size() * ROW + 8;
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + Plot.WIDTH + " " + height
                + "\" role=\"img\" aria-label=\"Dollars per 30 days by app: now, after the plan and at worst\">\n");
        for (int row = 0; row < shown.size(); row++) {
            Spend one = shown.get(row);
            double top = row * ROW + 6.0;
            svg.append(text(0, top + 20, "start", "name", LABELS.safe(one.name(), LONGEST_NAME)));
            svg.append(bar(
                    "worst",
                    one,
                    scale,
                    top + 2 * BAR + 3,
                    one.sum().worst().perMonth().value(),
                    6));
            svg.append(bar(
                    "after",
                    one,
                    scale,
                    top + BAR + 1,
                    one.sum().after().perMonth().value(),
                    BAR));
            svg.append(bar("now", one, scale, top, one.sum().now().perMonth().value(), BAR));
            svg.append(text(Plot.WIDTH - FIGURES + 14, top + 13, "start", "figure", LABELS.money(one.money())));
            svg.append(text(
                    Plot.WIDTH - FIGURES + 14,
                    top + 28,
                    "start",
                    "",
                    "at worst " + one.sum().worst().perMonth()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static double both(Spend one) {
        return dollars(Math.max(
                one.sum().now().perMonth().value(), one.sum().after().perMonth().value()));
    }

    private static double dollars(long micros) {
        return micros / 1e6;
    }

    private static String bar(String kind, Spend one, Scale scale, double top, long micros, int height) {
        double width = Math.max(0, scale.at(dollars(micros)) - NAMES);
        return "<rect class=\"bar " + kind + "\" x=\"" + NAMES + "\" y=\"" + Scale.pixel(top) + "\" width=\""
                + Scale.pixel(micros > 0 ? Math.max(1, width) : 0) + "\" height=\"" + height + "\" rx=\"2\"><title>"
                + Markup.text(one.name() + ", " + kind) + "</title></rect>\n";
    }

    private static String text(double x, double y, String anchor, String style, String text) {
        return "<text class=\"" + style + "\" x=\"" + Scale.pixel(x) + "\" y=\"" + Scale.pixel(y) + "\" text-anchor=\""
                + anchor + "\">" + Markup.text(text) + "</text>\n";
    }
}
