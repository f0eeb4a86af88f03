package dev.hangar.report;

import dev.hangar.model.MicroDollars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a backtest comes to, in one sentence and some figures.
final class BacktestHeadline {
    private final BacktestReport report;

    BacktestHeadline(BacktestReport report) {
        this.report = report;
    }

    /// A figure and what it says.
    record Figure(String value, String meaning) {}

    /// Which policy is the cheapest that keeps the late share; when none does, which comes closest.
    String sentence() {
        String share = share(report.lateShareTarget());
        if (report.rows().isEmpty() || report.optimumSeconds() <= 0) {
            return "There was no demand at all.";
        }
        return report.best()
                .map(best -> best.policy() + " is the cheapest policy that keeps a late share of " + share
                        + bill(best).map(bill -> ": " + bill).orElse("") + ".")
                .orElseGet(() -> report.rows().stream()
                        .filter(row -> !row.policy().equals(BacktestReport.OPTIMUM))
                        .min(Comparator.comparingDouble(BacktestRow::lateShare))
                        .map(row -> "No policy keeps a late share of " + share + ". The closest is " + row.policy()
                                + " with " + share(row.lateShare()) + ".")
                        .orElse("Only the clairvoyant optimum was replayed."));
    }

    /// The figures of the best policy, none when there is none.
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        report.best().filter(best -> best.costRatio().isPresent()).ifPresent(best -> {
            best.dollars()
                    .ifPresent(dollars -> figures.add(new Figure(
                            BacktestCells.money(dollars.per30Days()),
                            "per 30 days with " + best.policy() + ", " + BacktestCells.money(dollars.whole())
                                    + " in all")));
            figures.add(new Figure(
                    BacktestCells.number("%.3f", best.costRatio().getAsDouble()) + "×",
                    "the cost of the clairvoyant optimum"
                            + dollars(best, report.price().map(BacktestPrice::optimum))));
            figures.add(new Figure(share(best.lateShare()), "of the requests late"));
            against(best, "always-on", "always-on").ifPresent(figures::add);
            against(best, "fly-proxy", "Fly Proxy alone").ifPresent(figures::add);
        });
        return List.copyOf(figures);
    }

    private Optional<Figure> against(BacktestRow best, String policy, String words) {
        return report.row(policy)
                .filter(other -> !other.policy().equals(best.policy()) && other.billedSeconds() > 0)
                .map(other -> {
                    double change = 100 * (best.billedSeconds() / other.billedSeconds() - 1);
                    String late = report.keeps(other) ? "" : ", with which " + share(other.lateShare()) + " are late";
                    return new Figure(percent(change), "than " + words + dollars(best, other.dollars()) + late);
                });
    }

    private static Optional<String> bill(BacktestRow row) {
        return row.dollars().map(dollars -> BacktestCells.money(dollars.per30Days()) + " per 30 days");
    }

    /// The difference per 30 days to something else, where there are dollars.
    private static String dollars(BacktestRow best, Optional<BacktestDollars> other) {
        return best.dollars()
                .flatMap(ours -> other.map(theirs -> ours.per30Days().minus(theirs.per30Days())))
                .map(change -> ", "
                        + BacktestCells.money(new MicroDollars(Math.abs(change.value())))
                        + (change.value() < 0 ? " less" : " more") + " per 30 days")
                .orElse("");
    }

    private static String percent(double change) {
        return BacktestCells.number("%.1f", Math.abs(change)) + (change < 0 ? " % less" : " % more");
    }

    private static String share(double share) {
        String text = BacktestCells.number("%.2f", 100 * share).replaceFirst("\\.?0+$", "");
        return (text.isEmpty() ? "0" : text) + " %";
    }
}
