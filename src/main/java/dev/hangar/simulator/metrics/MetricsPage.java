package dev.hangar.simulator.metrics;

import dev.hangar.simulator.world.World;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/// The text page that a Prometheus scrapes, exposition format 0.0.4.
public final class MetricsPage {
    /// Its content type.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsPage() {}

    /// The page of a world as it is now.
    public static String of(World world) {
        Map<Series, Double> values = Exporter.values(world);
        StringBuilder page = new StringBuilder();
        for (Metric metric : Metric.values()) {
            String name = metric.wireName();
            page.append("# HELP ")
                    .append(name)
                    .append(' ')
                    .append(metric.help())
                    .append('\n');
            page.append("# TYPE ")
                    .append(name)
                    .append(' ')
                    .append(metric.type())
                    .append('\n');
            values.forEach((series, value) -> {
                if (series.name().equals(name)) {
                    page.append(line(series, value)).append('\n');
                }
            });
        }
        return page.toString();
    }

    private static String line(Series series, double value) {
        String labels = series.labels().entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                .collect(Collectors.joining(",", "{", "}"));
        return series.name() + labels + ' ' + number(value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /// A number without exponent or needless zeros; `NaN`, `+Inf` and `-Inf` as Prometheus writes them.
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
