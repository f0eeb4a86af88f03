package dev.hangar.report;

import dev.hangar.control.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/// Started machines of an app against the demand for them over time, as SVG. Where nothing was measured there is a
/// gap, not a zero.
final class UsageChart {
    private static final int HEIGHT = 240;
    private static final int LEAST_POINTS = 2;

    /// Points further apart than so many usual distances have a gap between them.
    private static final int GAP = 3;

    private final List<Usage.Point> points;
    private final Scale time;
    private final Instant from;
    private final Instant to;

    private UsageChart(List<Usage.Point> points) {
        this.points = points;
        this.from = points.getFirst().at();
        this.to = points.getLast().at().plus(step(points));
        this.time = new Scale(Duration.between(from, to).toMillis() / 1000.0, Plot.LEFT, Plot.RIGHT);
    }

    /// Whether there is enough to draw.
    static boolean canShow(List<Usage.Point> points) {
        return points.size() >= LEAST_POINTS
                && points.getFirst().at().isBefore(points.getLast().at());
    }

    /// @param points as [#canShow] wants them, oldest first
    /// @param capacity concurrency that one machine takes; without it demand is drawn by itself
    static String of(String app, List<Usage.Point> points, OptionalInt capacity) {
        UsageChart chart = new UsageChart(points);
        if (capacity.isPresent()) {
            double each = Math.max(1, capacity.getAsInt());
            return chart.draw(
                    "Started machines of " + app + " against demand",
                    "machines",
                    true,
                    point -> scaled(point.concurrency(), each));
        }
        String started = chart.draw("Started machines of " + app, "machines", true, point -> OptionalDouble.empty());
        boolean measured = points.stream().anyMatch(point -> point.concurrency().isPresent());
        return measured
                ? started
                        + chart.draw(
                                "Demand for " + app,
                                "concurrent requests or connections",
                                false,
                                Usage.Point::concurrency)
                : started;
    }

    private static OptionalDouble scaled(OptionalDouble concurrency, double capacity) {
        return concurrency.isPresent() ? OptionalDouble.of(concurrency.getAsDouble() / capacity) : concurrency;
    }

    private String draw(String title, String unit, boolean withStarted, Function<Usage.Point, OptionalDouble> demand) {
        Plot plot = new Plot(HEIGHT, title);
        Function<Usage.Point, OptionalDouble> started = Usage.Point::started;
        double most = Math.max(withStarted ? largest(started) : 0, largest(demand));
        Scale values = new Scale(most > 0 ? most * 1.08 : 1, plot.bottom(), Plot.TOP);
        for (List<Usage.Point> run : runs(demand)) {
            String base = Scale.pixel(values.at(0));
            String top = steps(run, demand, values);
            plot.add("<path class=\"demand mean\" d=\"M" + Scale.pixel(at(run.getFirst())) + " " + base + "L"
                    + top.substring(1) + "V" + base + "Z\"><title>demand</title></path>");
        }
        plot.values(values, "", unit).clock(from, to);
        if (withStarted) {
            for (List<Usage.Point> run : runs(started)) {
                plot.add("<path class=\"line started\" d=\"" + steps(run, started, values)
                        + "\"><title>started machines</title></path>");
            }
        }
        return plot.svg();
    }

    private double largest(Function<Usage.Point, OptionalDouble> value) {
        return points.stream()
                .map(value)
                .flatMapToDouble(OptionalDouble::stream)
                .max()
                .orElse(0);
    }

    /// Points that follow each other without a gap.
    private List<List<Usage.Point>> runs(Function<Usage.Point, OptionalDouble> value) {
        Duration longest = step(points).multipliedBy(GAP);
        List<List<Usage.Point>> runs = new ArrayList<>();
        List<Usage.Point> run = new ArrayList<>();
        for (Usage.Point point : points) {
            boolean apart = !run.isEmpty()
                    && Duration.between(run.getLast().at(), point.at()).compareTo(longest) > 0;
            if (apart || value.apply(point).isEmpty()) {
                keep(runs, run);
                run = new ArrayList<>();
            }
            if (value.apply(point).isPresent()) {
                run.add(point);
            }
        }
        keep(runs, run);
        return runs;
    }

    private static void keep(List<List<Usage.Point>> runs, List<Usage.Point> run) {
        if (!run.isEmpty()) {
            runs.add(run);
        }
    }

    /// Each point holds until the next one, the last for the usual distance.
    private String steps(List<Usage.Point> run, Function<Usage.Point, OptionalDouble> value, Scale values) {
        StringBuilder path = new StringBuilder("M" + Scale.pixel(at(run.getFirst())) + " ");
        String height = "";
        for (Usage.Point point : run) {
            String next = Scale.pixel(values.at(value.apply(point).orElse(0)));
            if (height.isEmpty()) {
                path.append(next);
            } else if (!next.equals(height)) {
                path.append('H').append(Scale.pixel(at(point))).append('V').append(next);
            }
            height = next;
        }
        double end = at(run.getLast().at().plus(step(points)));
        return path.append('H').append(Scale.pixel(Math.min(Plot.RIGHT, end))).toString();
    }

    private double at(Usage.Point point) {
        return at(point.at());
    }

    private double at(Instant instant) {
        return time.at(Duration.between(from, instant).toMillis() / 1000.0);
    }

    /// The usual distance of two points: the median.
    private static Duration step(List<Usage.Point> points) {
        List<Duration> steps = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            steps.add(Duration.between(points.get(i - 1).at(), points.get(i).at()));
        }
        return steps.stream().sorted().skip(steps.size() / 2).findFirst().orElse(Duration.ofMinutes(1));
    }
}
