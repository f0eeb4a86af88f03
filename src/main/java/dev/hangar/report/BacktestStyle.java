package dev.hangar.report;

import java.util.List;

/// The colors of a backtest's policies.
final class BacktestStyle {
    /// The policies by color, so that pages can be laid side by side; others take colors in turn.
    private static final List<String> COLORS = List.of(
            "adaptive",
            "target-tracking",
            "ski-rental",
            "always-on",
            "fly-proxy",
            "fly-autoscaler",
            "hpa",
            "kpa",
            "optimum");

    private BacktestStyle() {}

    /// Colors of the rows, and how their check boxes hide them; a browser that does not know `:has` shows all.
    static String rows(List<BacktestRow> rows) {
        StringBuilder css = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            int known = COLORS.indexOf(rows.get(row).policy());
            css.append(".s").append(row).append("{--c:var(--c").append(known >= 0 ? known : row % COLORS.size());
            css.append(")}section:has(#k")
                    .append(row)
                    .append(":not(:checked)) .line.s")
                    .append(row);
            css.append("{display:none}\n");
        }
        return css.toString();
    }
}
