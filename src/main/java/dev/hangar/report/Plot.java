package dev.hangar.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

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

    private static final long[] CLOCK_STEPS = {
        60, 300, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600
    };
    private static final int CLOCK_TICKS = 9;
    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAYS =
            DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder svg = new StringBuilder();
    private final int bottom;
    private final int left;
    private boolean framed;

    /// @param height of the whole chart
    /// @param title what it shows, for those who cannot see it
    Plot(int height, String title) {
        this(height, LEFT, title);
    }

    /// @param left where the time axis begins
    Plot(int height, int left, String title) {
        this.bottom = height - 40;
        this.left = left;
        svg.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(height);
        svg.append("\" role=\"img\" aria-label=\"").append(Markup.text(title)).append("\">\n");
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
        if (!framed) {
            framed = true;
            add("<clipPath id=\"frame" + bottom + "\"><path d=\"M" + left + " " + TOP + "H" + RIGHT + "V" + bottom + "H"
                    + left + "Z\"/></clipPath>");
        }
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

    /// The time axis by the clock, in UTC.
    Plot clock(Instant from, Instant to) {
        double seconds = Duration.between(from, to).toMillis() / 1000.0;
        Scale scale = new Scale(seconds, left, RIGHT);
        long step = CLOCK_STEPS[0];
        for (int i = 1; i < CLOCK_STEPS.length && seconds / step > CLOCK_TICKS; i++) {
            step = CLOCK_STEPS[i];
        }
        long first = Math.ceilDiv(from.getEpochSecond(), step) * step;
        for (long tick = first; tick <= to.getEpochSecond(); tick += step) {
            double x = scale.at((double) (tick - from.getEpochSecond()));
            boolean day = tick % DAY == 0;
            add("<path class=\"" + (day ? "tick day" : "tick") + "\" d=\"M" + Scale.pixel(x) + " " + bottom + "v5\"/>");
            label(x, bottom + 19, "middle", (day ? DAYS : HOURS).format(Instant.ofEpochSecond(tick)));
        }
        return label((left + RIGHT) / 2.0, bottom + 36, "middle", "UTC");
    }

    private record Unit(String name, double seconds) {}

    /// The whole picture.
    String svg() {
        return svg + "</svg>\n";
    }
}
