package dev.hangar.grafana;

import java.util.List;
import java.util.stream.Stream;

/// One panel. The description says what is seen, and what its colors mean; it cannot be left out.
///
/// @param width of 24 columns
/// @param height in rows of about 30 pixels
/// @param queries for text none
record Panel(Shape type, String title, String text, Unit unit, int width, int height, List<Query> queries, Look look) {
    /// Grafana's panel types that are used here.
    enum Shape {
        TIMESERIES("timeseries"),
        STAT("stat"),
        TABLE("table"),
        BARGAUGE("bargauge"),
        STATE_TIMELINE("state-timeline"),
        TEXT("text");

        private final String id;

        Shape(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    static Panel lines(String title, String text, Unit unit) {
        return new Panel(Shape.TIMESERIES, title, text, unit, 12, 8, List.of(), Look.PLAIN);
    }

    static Panel stat(String title, String text, Unit unit) {
        return new Panel(Shape.STAT, title, text, unit, 4, 4, List.of(), Look.PLAIN);
    }

    static Panel table(String title, String text) {
        return new Panel(Shape.TABLE, title, text, Unit.COUNT, 24, 10, List.of(), Look.PLAIN);
    }

    static Panel bars(String title, String text, Unit unit) {
        return new Panel(Shape.BARGAUGE, title, text, unit, 12, 8, List.of(), Look.PLAIN);
    }

    static Panel states(String title, String text) {
        return new Panel(Shape.STATE_TIMELINE, title, text, Unit.WORDS, 12, 6, List.of(), Look.PLAIN);
    }

    /// @param text Markdown
    static Panel note(String title, String text) {
        return new Panel(Shape.TEXT, title, text, Unit.WORDS, 24, 3, List.of(), Look.PLAIN);
    }

    Panel size(int columns, int rows) {
        return new Panel(type, title, text, unit, columns, rows, queries, look);
    }

    Panel ask(String expr, String legend) {
        return ask(Query.of(expr, legend));
    }

    Panel ask(Query query) {
        List<Query> more = Stream.concat(queries.stream(), Stream.of(query)).toList();
        return new Panel(type, title, text, unit, width, height, more, look);
    }

    private Panel look(Look other) {
        return new Panel(type, title, text, unit, width, height, queries, other);
    }

    /// From small to large. Where the first has a value, what is not known is gray.
    Panel steps(Step... steps) {
        Stream<Step> below = Double.isNaN(steps[0].from()) ? Stream.of() : Stream.of(Step.unknown());
        return look(look.steps(Stream.concat(below, Stream.of(steps)).toArray(Step[]::new)));
    }

    Panel words(Word... words) {
        return look(look.words(words));
    }

    Panel shades(Shade... shades) {
        return look(look.shades(List.of(shades)));
    }

    Panel shades(List<Shade> shades) {
        return look(look.shades(shades));
    }

    Panel draw(Look.Draw draw) {
        return look(look.kind(draw));
    }

    Panel whenEmpty(String word) {
        return look(look.whenEmpty(word));
    }

    Panel decimals(int digits) {
        return look(look.decimals(digits));
    }

    /// What a reader sees behind the panel's `i`.
    String description() {
        StringBuilder all = new StringBuilder(text);
        if (look.kind() == Look.Draw.BARS) {
            all.append(" A bar counts what happened within its width.");
        }
        look.steps().stream()
                .filter(step -> !step.meaning().isEmpty())
                .forEach(step -> all.append(' ')
                        .append(step.color().substring(0, 1).toUpperCase(java.util.Locale.ROOT))
                        .append(step.color().substring(1))
                        .append(": ")
                        .append(step.meaning())
                        .append('.'));
        return all.toString();
    }
}
