package dev.hangar.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Cost against late share of every policy, as SVG. Shares stand at their square root and costs at their logarithm:
/// most policies differ by little, a few by a lot.
final class BacktestScatter {
    private static final int HEIGHT = 440;
    private static final int RIGHT = 830;
    private static final int PAD = 16;
    private static final int AXIS_NAME_END = 190;
    private static final double RADIUS = 5.5;
    private static final double LABEL_HEIGHT = 15;
    private static final double LABEL_STEP = 4;
    private static final double LETTER_WIDTH = 7;
    private static final double CLOSEST_TICKS = 24;
    private static final List<Double> SHARES =
            List.of(0.0, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0);
    private static final List<Double> RATIOS = List.of(
            0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.05, 1.1, 1.2, 1.3, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0);

    private final BacktestReport report;
    private final Plot plot = new Plot(HEIGHT, "Cost against late share of every policy");
    private final List<Dot> dots;
    private final double mostShare;
    private final double leastRatio;
    private final double mostRatio;
    private final List<Dot> labels = new ArrayList<>();

    /// A policy at its pixels.
    private record Dot(int row, double x, double y) {}

    private BacktestScatter(BacktestReport report) {
        this.report = report;
        this.mostShare = Math.max(
                2 * report.lateShareTarget(),
                1.1
                        * report.rows().stream()
                                .mapToDouble(BacktestRow::lateShare)
                                .max()
                                .orElse(0));
        this.leastRatio = 0.97 * Math.min(1, ratios().min().orElse(1));
        this.mostRatio = Math.max(1.25, 1.12 * BacktestCharts.most(report) / Math.max(1, report.optimumSeconds()));
        this.dots = IntStream.range(0, report.rows().size())
                .filter(row -> report.rows().get(row).costRatio().isPresent())
                .mapToObj(row -> dot(row, report.rows().get(row)))
                .toList();
    }

    /// The chart.
    static String of(BacktestReport report) {
        return new BacktestScatter(report).draw();
    }

    private DoubleStream ratios() {
        return report.rows().stream().flatMapToDouble(row -> row.costRatio().stream());
    }

    private String draw() {
        double kept = x(report.lateShareTarget());
        plot.add("<path class=\"kept\" d=\"M" + Plot.LEFT + " " + Plot.TOP + "H" + Scale.pixel(kept) + "V"
                + plot.bottom() + "H" + Plot.LEFT + "Z\"/>");
        costs();
        shares();
        plot.add("<path class=\"limit\" d=\"M" + Scale.pixel(kept) + " " + Plot.TOP + "V" + plot.bottom() + "\"/>");
        plot.label(
                Math.max(kept + 6, AXIS_NAME_END),
                Plot.TOP - 9,
                "start",
                "← at most " + Scale.label(100 * report.lateShareTarget()) + " %");
        // From the bottom up, where the cheap ones crowd.
        dots.stream().sorted(Comparator.comparingDouble(Dot::y).reversed()).forEach(this::draw);
        return plot.svg();
    }

    private void costs() {
        double last = Double.MAX_VALUE;
        for (double ratio : RATIOS) {
            if (ratio >= leastRatio && ratio <= mostRatio && last - y(ratio) >= CLOSEST_TICKS) {
                last = y(ratio);
                plot.across(last, Scale.label(ratio) + "×");
            }
        }
        plot.label(Plot.LEFT - 56, Plot.TOP - 9, "start", "cost, times the optimum");
    }

    private void shares() {
        double last = -Double.MAX_VALUE;
        for (double share : SHARES) {
            if (share <= mostShare && x(share) - last >= 2 * CLOSEST_TICKS) {
                last = x(share);
                plot.add("<path class=\"tick\" d=\"M" + Scale.pixel(last) + " " + plot.bottom() + "v5\"/>");
                plot.label(last, plot.bottom() + 19, "middle", Scale.label(100 * share) + " %");
            }
        }
        plot.label((Plot.LEFT + RIGHT) / 2.0, plot.bottom() + 36, "middle", "late share");
    }

    private void draw(Dot dot) {
        BacktestRow row = report.rows().get(dot.row());
        double y = place(dot);
        labels.add(new Dot(dot.row(), dot.x(), y));
        plot.add("<g class=\"dot s" + dot.row() + (report.keeps(row) ? "" : " missed") + "\"><title>"
                + Markup.text(words(row)) + "</title>");
        if (Math.abs(y - dot.y()) > LABEL_STEP) {
            plot.add("<path d=\"M" + Scale.pixel(dot.x()) + " " + Scale.pixel(dot.y()) + "L" + Scale.pixel(dot.x() + 10)
                    + " " + Scale.pixel(y) + "\"/>");
        }
        plot.add("<circle cx=\"" + Scale.pixel(dot.x()) + "\" cy=\"" + Scale.pixel(dot.y()) + "\" r=\"" + RADIUS
                + "\"/>");
        plot.label(dot.x() + 12, y + 4, "start", label(dot)).add("</g>");
    }

    private static String words(BacktestRow row) {
        return row.policy() + ": cost "
                + BacktestCells.number("%.3f", row.costRatio().orElse(0)) + ", late "
                + BacktestCells.number("%.2f %%", 100 * row.lateShare());
    }

    /// The free height for a label that is nearest to its dot.
    private double place(Dot dot) {
        for (int step = 0; step < 20; step++) {
            for (double y : new double[] {dot.y() - step * LABEL_STEP, dot.y() + step * LABEL_STEP}) {
                if (y > Plot.TOP && y < plot.bottom() && !taken(dot, y)) {
                    return y;
                }
            }
        }
        return dot.y();
    }

    /// Whether another label, or the dot of another policy, is in the way of a label at this height.
    private boolean taken(Dot dot, double y) {
        double begin = dot.x() + RADIUS;
        double end = dot.x() + width(dot);
        boolean onLabel = labels.stream()
                .anyMatch(other -> Math.abs(other.y() - y) < LABEL_HEIGHT - 1
                        && begin < other.x() + width(other)
                        && other.x() < end);
        boolean onDot = dots.stream()
                .anyMatch(other -> other.row() != dot.row()
                        && Math.abs(other.y() - y) < LABEL_HEIGHT / 2 + RADIUS
                        && other.x() + RADIUS > begin + 1
                        && other.x() - RADIUS < end);
        return onLabel || onDot;
    }

    private double width(Dot dot) {
        return 16 + LETTER_WIDTH * label(dot).length();
    }

    /// The policy's name; one that is dearer than the chart is high says how dear.
    private String label(Dot dot) {
        BacktestRow row = report.rows().get(dot.row());
        double ratio = row.costRatio().orElse(1);
        return row.policy() + (ratio > mostRatio ? " ↑ " + Scale.label(Math.round(10 * ratio) / 10.0) + "×" : "");
    }

    private Dot dot(int index, BacktestRow row) {
        return new Dot(index, x(row.lateShare()), y(row.costRatio().orElse(1)));
    }

    private double x(double share) {
        return Plot.LEFT + PAD + (RIGHT - Plot.LEFT - PAD) * Math.sqrt(share / mostShare);
    }

    private double y(double ratio) {
        double part = Math.log(ratio / leastRatio) / Math.log(mostRatio / leastRatio);
        return Math.max(Plot.TOP + 2 * RADIUS, plot.bottom() - (plot.bottom() - Plot.TOP) * part);
    }
}
