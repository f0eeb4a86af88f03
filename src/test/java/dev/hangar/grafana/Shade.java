package dev.hangar.grafana;

/// How the series of one name is drawn, so that a thing has one color on all dashboards.
///
/// @param series name as the legend shows it, or a regular expression between slashes
record Shade(String series, String color, Line line) {
    /// Kinds of lines.
    enum Line {
        PLAIN,
        /// A bound rather than a measurement.
        DASHED,
        THICK,
        /// A line with the area below it.
        AREA
    }

    static Shade of(String series, String color) {
        return new Shade(series, color, Line.PLAIN);
    }

    static Shade dashed(String series, String color) {
        return new Shade(series, color, Line.DASHED);
    }

    static Shade thick(String series, String color) {
        return new Shade(series, color, Line.THICK);
    }

    static Shade area(String series, String color) {
        return new Shade(series, color, Line.AREA);
    }
}
