package dev.hangar.report;

import java.util.List;

/// The frame of a chart over time as SVG: axes, grid and labels. Colors come from the page's classes.
final class Plot {
    static final int WIDTH = 960;
    static final int LEFT = 64;
    static final int RIGHT = 948;
    static final int TOP = 22;

    private static final int TIME_TICKS = 10;
    private static final int VALUE_TICKS = 6;
    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;

    private final StringBuilder svg = new StringBuilder();
    private final int bottom;

    /// @param height of the whole chart
    /// @param title what it shows, for those who cannot see it
    Plot(int height, String title) {
        this.bottom = height - 40;
        svg.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(height);
        svg.append("\" role=\"img\" aria-label=\"").append(Markup.text(title)).append("\">\n");
        add("<clipPath id=\"frame" + bottom + "\"><path d=\"M" + LEFT + " " + TOP + "H" + RIGHT + "V" + bottom + "H"
                + LEFT + "Z\"/></clipPath>");
    }

    int bottom() {
        return bottom;
    }

    /// Adds lines of SVG.
    Plot add(String markup) {
        svg.append(markup).append('\n');
        return this;
    }

    /// What follows is cut off at the frame, until [#unclip()].
    Plot clip() {
        return add("<g clip-path=\"url(#frame" + bottom + ")\">");
    }

    Plot unclip() {
        return add("</g>");
    }

    /// A label; `anchor` is `start`, `middle` or `end`.
    Plot label(double x, double y, String anchor, String text) {
        return add("<text x=\"" + Scale.pixel(x) + "\" y=\"" + Scale.pixel(y) + "\" text-anchor=\"" + anchor + "\">"
                + Markup.text(text) + "</text>");
    }

    /// Lines of the value axis, which points up, with what they stand for above them.
    Plot values(Scale scale, String prefix, String unit) {
        for (double tick : scale.ticks(VALUE_TICKS)) {
            across(scale.at(tick), prefix + Scale.label(tick));
        }
        return label(LEFT - 56, TOP - 9, "start", unit);
    }

    /// One grid line from left to right with its label.
    Plot across(double y, String label) {
        add("<path class=\"grid\" d=\"M" + LEFT + " " + Scale.pixel(y) + "H" + RIGHT + "\"/>");
        return label(LEFT - 8, y + 4, "end", label);
    }

    /// The time axis of so many seconds, in minutes, hours or days.
    Plot time(double seconds) {
        Unit unit = seconds <= 2 * HOUR
                ? new Unit("minutes", 60)
                : seconds <= 3 * DAY ? new Unit("hours", HOUR) : new Unit("days", DAY);
        Scale scale = new Scale(seconds / unit.seconds(), LEFT, RIGHT);
        List<Double> ticks = scale.ticks(TIME_TICKS);
        for (double tick : ticks) {
            add("<path class=\"tick\" d=\"M" + Scale.pixel(scale.at(tick)) + " " + bottom + "v5\"/>");
            label(scale.at(tick), bottom + 19, "middle", Scale.label(tick));
        }
        return label((LEFT + RIGHT) / 2.0, bottom + 36, "middle", unit.name());
    }

    private record Unit(String name, double seconds) {}

    /// The whole picture.
    String svg() {
        return svg + "</svg>\n";
    }
}
