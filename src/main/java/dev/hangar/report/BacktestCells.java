package dev.hangar.report;

import dev.hangar.model.MicroDollars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A backtest as rows of words, which every format for people sets in its own way.
final class BacktestCells {
    private static final List<String> HEADING =
            List.of("policy", "cost", "machine-h/day", "late", "cold/day", "actions/day", "kept");
    private static final List<String> DOLLARS = List.of("$/30 days", "$ in all");

    /// Money stands behind the cost that it is.
    private static final int DOLLARS_AT = 2;

    private BacktestCells() {}

    /// Heading and one row per policy.
    static List<List<String>> of(BacktestReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(with(HEADING, report.price().map(price -> DOLLARS)));
        report.rows()
                .forEach(row -> rows.add(with(cells(report, row), row.dollars().map(BacktestCells::money))));
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

    private static List<String> with(List<String> cells, Optional<List<String>> dollars) {
        List<String> all = new ArrayList<>(cells);
        dollars.ifPresent(more -> all.addAll(DOLLARS_AT, more));
        return List.copyOf(all);
    }

    private static List<String> money(BacktestDollars dollars) {
        return List.of(money(dollars.per30Days()), money(dollars.whole()));
    }

    /// Dollars and cents with commas, such as `$12,345.68`.
    static String money(MicroDollars amount) {
        return (amount.value() < 0 ? "-" : "") + "$" + number("%,.2f", BigDecimal.valueOf(Math.abs(amount.value()), 6));
    }

    /// Whose dollars they are, and how old.
    static Optional<String> priceSentence(BacktestReport report) {
        return report.price()
                .map(price -> "Dollars are an estimate by list prices of "
                        + price.prices().of() + ", seen on "
                        + price.prices().seenOn() + ": " + price.size() + " in " + price.region()
                        + " is " + money(price.machine()) + " per 30 days when it is always started. The optimum is "
                        + money(price.optimum().per30Days()) + " per 30 days.");
    }

    /// What was replayed, as sentences.
    static List<String> sentences(BacktestReport report) {
        List<String> sentences = new ArrayList<>(basis(report));
        priceSentence(report).ifPresent(sentences::add);
        return List.copyOf(sentences);
    }

    private static List<String> basis(BacktestReport report) {
        return List.of(
                number("%,d", report.slots()) + " slots of 15 s (" + number("%.2f", report.days()) + " days), wake "
                        + report.wake() + ", start delay " + seconds(report.startDelaySeconds()) + ", late after "
                        + seconds(report.lateAfterSeconds()) + ".",
                "Cost is relative to the clairvoyant optimum of "
                        + number("%,.1f", report.optimumSeconds() / 3600 / report.days())
                        + " machine-hours a day; kept: late share at most "
                        + number("%.2f %%", 100 * report.lateShareTarget()) + ".");
    }

    static String seconds(double seconds) {
        String text = number("%.3f", seconds).replaceFirst("\\.?0+$", "");
        return (text.isEmpty() ? "0" : text) + " s";
    }

    static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
