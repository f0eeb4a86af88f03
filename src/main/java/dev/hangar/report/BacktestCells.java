package dev.hangar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A backtest as rows of words, which every format for people sets in its own way.
final class BacktestCells {
    static final List<String> HEADING =
            List.of("policy", "cost", "machine-h/day", "late", "cold starts/day", "actions/day", "kept");

    private BacktestCells() {}

    /// Heading and one row per policy.
    static List<List<String>> of(BacktestReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        report.rows().forEach(row -> rows.add(cells(report, row)));
        return rows;
    }

    private static List<String> cells(BacktestReport report, BacktestRow row) {
        return List.of(
                row.policy(),
                row.costRatio().isPresent() ? number("%.3f", row.costRatio().getAsDouble()) : "-",
                number("%,.1f", row.billedSeconds() / 3600 / report.days()),
                number("%.2f %%", 100 * row.lateShare()),
                number("%,.1f", row.coldStarts() / report.days()),
                number("%,.1f", row.actionsPerDay()),
                report.keeps(row) ? "yes" : "no");
    }

    /// What was replayed, as sentences.
    static List<String> sentences(BacktestReport report) {
        return List.of(
                number("%,d", report.slots()) + " slots of 15 s (" + number("%.2f", report.days()) + " days), wake "
                        + report.wake() + ", start delay " + seconds(report.startDelaySeconds()) + ", late after "
                        + seconds(report.lateAfterSeconds()) + ".",
                "Cost is relative to the clairvoyant optimum of "
                        + number("%,.1f", report.optimumSeconds() / 3600 / report.days())
                        + " machine-hours a day; kept: late share at most "
                        + number("%.2f %%", 100 * report.lateShareTarget()) + ".");
    }

    private static String seconds(double seconds) {
        String text = number("%.3f", seconds).replaceFirst("\\.?0+$", "");
        return (text.isEmpty() ? "0" : text) + " s";
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
