package dev.hangar.report;

import java.util.List;
import java.util.stream.DoubleStream;

/// Demand, machines and cost of a backtest over time, as SVG. Whatever belongs to row `i` has the classes `line`
/// and
/// `s<i>`, by which the page colors and hides it.
final class BacktestCharts {
    private static final int MACHINES_HEIGHT = 360;
    private static final int COST_HEIGHT = 320;

    /// Policies dearer than this many times the reference would press all others into the ground: they leave the
    /// chart.
    private static final double MOST_TIMES = 2.5;

    private static final double BILLING_MONTH_SECONDS = 30 * 86_400.0;
    private static final double SLOT_SECONDS = 15;

    private BacktestCharts() {}

    /// Demand as areas, of means and of peaks, and every policy's started machines as steps.
    static String machines(BacktestReport report) {
        Plot plot = new Plot(MACHINES_HEIGHT, "Demand and started machines over time");
        Scale time = time(report);
        Scale machines = new Scale(mostMachines(report), plot.bottom(), Plot.TOP);
        plot.clip();
        plot.add(area("peak", report.demand(), report.demand().peaks(), time, machines));
        plot.add(area("mean", report.demand(), report.demand().means(), time, machines));
        plot.unclip()
                .values(machines, "", "machines")
                .time(report.slots() * SLOT_SECONDS)
                .clip();
        for (int row = report.rows().size() - 1; row >= 0; row--) {
            BacktestSeries started = report.rows().get(row).started();
            plot.add(line(report, row, steps(started, started.means(), time, machines)));
        }
        return plot.unclip().svg();
    }

    /// The bill of every policy as it grows, in dollars where there is a price, else in machine-hours.
    static String cost(BacktestReport report) {
        Plot plot = new Plot(COST_HEIGHT, "Cost so far of every policy over time");
        Scale time = time(report);
        Scale money = new Scale(most(report) * unit(report) * 1.02, plot.bottom(), Plot.TOP);
        plot.values(
                        money,
                        report.price().isPresent() ? "$" : "",
                        report.price().isPresent() ? "dollars so far" : "machine-hours so far")
                .time(report.slots() * SLOT_SECONDS);
        plot.clip();
        for (int row = report.rows().size() - 1; row >= 0; row--) {
            plot.add(line(report, row, growth(report.rows().get(row).started(), unit(report), time, money)));
        }
        return plot.unclip().svg();
    }

    /// Policies that the cost chart does not show to their end.
    static List<String> leaving(BacktestReport report) {
        double most = most(report);
        return report.rows().stream()
                .filter(row -> row.billedSeconds() > most * 1.02)
                .map(BacktestRow::policy)
                .toList();
    }

    /// Most machine-seconds that charts of cost have room for, above 0.
    static double most(BacktestReport report) {
        double reference = Math.max(
                report.optimumSeconds(),
                report.best().map(BacktestRow::billedSeconds).orElse(0.0));
        double most = report.rows().stream()
                .mapToDouble(BacktestRow::billedSeconds)
                .filter(billed -> billed <= reference * MOST_TIMES)
                .max()
                .orElse(reference * MOST_TIMES);
        return most > 0 ? most : 3600;
    }

    /// What a machine-second counts on the cost axis.
    private static double unit(BacktestReport report) {
        return report.price()
                .map(price -> price.machine().value() / 1e6 / BILLING_MONTH_SECONDS)
                .orElse(1 / 3600.0);
    }

    private static Scale time(BacktestReport report) {
        return new Scale(report.slots(), Plot.LEFT, Plot.RIGHT);
    }

    /// Most machines that the chart has room for, above 0: what demand and policies come to on average within a
    /// point.
    /// One spike of demand, or a policy that is far too dear, would press all others into the ground.
    static double mostMachines(BacktestReport report) {
        List<String> leaving = leaving(report);
        double most = DoubleStream.concat(
                        DoubleStream.of(largest(report.demand().means())),
                        report.rows().stream()
                                .filter(row -> !leaving.contains(row.policy()))
                                .mapToDouble(row -> largest(row.started().means())))
                .max()
                .orElse(0);
        return most > 0 ? most * 1.04 : 1;
    }

    /// The largest value, 0 or more.
    static double largest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static String line(BacktestReport report, int row, String path) {
        BacktestRow it = report.rows().get(row);
        String kind = it.policy().equals(BacktestReport.OPTIMUM) ? " optimum" : "";
        return "<path class=\"line s" + row + kind + "\" d=\"" + path + "\"><title>" + Markup.text(it.policy())
                + "</title></path>";
    }

    private static String area(String name, BacktestSeries series, List<Double> values, Scale time, Scale scale) {
        String base = Scale.pixel(scale.at(0));
        return "<path class=\"demand " + name + "\" d=\"M" + Plot.LEFT + " " + base + "L"
                + steps(series, values, time, scale).substring(1) + "V" + base + "Z\"/>";
    }

    private static String steps(BacktestSeries series, List<Double> values, Scale time, Scale scale) {
        StringBuilder path = new StringBuilder();
        String height = "";
        for (int point = 0; point < values.size(); point++) {
            String next = Scale.pixel(scale.at(values.get(point)));
            if (point == 0) {
                path.append('M').append(Plot.LEFT).append(' ').append(next);
            } else if (!next.equals(height)) {
                path.append('H').append(Scale.pixel(time.at((double) point * series.slotsPerPoint())));
                path.append('V').append(next);
            }
            height = next;
        }
        return path.append('H').append(Plot.RIGHT).toString();
    }

    private static String growth(BacktestSeries started, double unit, Scale time, Scale scale) {
        StringBuilder path = new StringBuilder("M" + Plot.LEFT + " " + Scale.pixel(scale.at(0)) + "L");
        List<Double> sums = started.billedSeconds();
        for (int point = 0; point < sums.size(); point++) {
            double end = Math.min(started.slots(), (point + 1.0) * started.slotsPerPoint());
            path.append(point == 0 ? "" : " ").append(Scale.pixel(time.at(end))).append(' ');
            path.append(Scale.pixel(scale.at(sums.get(point) * unit)));
        }
        return path.toString();
    }
}
