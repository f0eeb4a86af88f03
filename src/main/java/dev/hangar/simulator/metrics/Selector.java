package dev.hangar.simulator.metrics;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A plain selector: `name` or `name{label="value", …}`, equality only.
///
/// @param labels values that series must carry
record Selector(String name, Map<String, String> labels) {
    private static final Pattern SHAPE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)})?");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

    Selector {
        labels = Map.copyOf(labels);
    }

    /// The selector; empty for any other expression and for names that are not exported.
    static Optional<Selector> parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches() || !Metric.isKnown(shape.group(1))) {
            return Optional.empty();
        }
        String inside = Optional.ofNullable(shape.group(2)).orElse("").strip();
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(inside);
        int end = 0;
        while (end < inside.length() && label.find(end) && label.start() == end) {
            labels.put(label.group(1), label.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
            end = label.end();
        }
        return end == inside.length() ? Optional.of(new Selector(shape.group(1), labels)) : Optional.empty();
    }

    boolean takes(Series series) {
        return series.name().equals(name)
                && labels.entrySet().stream()
                        .allMatch(label ->
                                series.labels().getOrDefault(label.getKey(), "").equals(label.getValue()));
    }
}
