package dev.hangar.report;

import dev.hangar.model.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The states of machines over the last day, a bar each, as SVG.
final class StateChart {
    static final Duration BACK = Duration.ofHours(24);

    /// More bars are hard to read: the others are in the table.
    static final int MOST = 16;

    private static final int LEFT = 160;
    private static final int ROW = 22;
    private static final int BAR = 13;
    private static final int LONGEST_LABEL = 20;
    private static final TableStyle LABELS = new TableStyle(TableStyle.DEFAULT_WIDTH, false, true);

    private StateChart() {}

    /// @param machines not empty; of more than [#MOST] the first are shown
    static String of(String app, List<Machine> machines, Instant at) {
        List<Machine> shown = machines.stream().limit(MOST).toList();
        Plot plot = new Plot(
                Plot.TOP + shown.size() * ROW + 40,
                LEFT,
                "States of the machines of " + app + " over the last 24 hours");
        Instant from = at.minus(BACK);
        plot.clock(from, at);
        Scale time = new Scale(BACK.toSeconds(), LEFT, Plot.RIGHT);
        for (int row = 0; row < shown.size(); row++) {
            Machine machine = shown.get(row);
            double top = Plot.TOP + row * ROW + (ROW - BAR) / 2.0;
            plot.label(
                    LEFT - 8, top + BAR - 3, "end", LABELS.safe(machine.id() + "  " + machine.region(), LONGEST_LABEL));
            for (States.Span span : States.of(machine, from, at)) {
                double start =
                        time.at((double) Duration.between(from, span.from()).toSeconds());
                double end = time.at((double) Duration.between(from, span.to()).toSeconds());
                plot.add("<rect class=\"state " + code(span.state()) + "\" x=\"" + Scale.pixel(start) + "\" y=\""
                        + Scale.pixel(top) + "\" width=\"" + Scale.pixel(Math.max(1, end - start)) + "\" height=\""
                        + BAR + "\"><title>" + Markup.text(words(machine, span)) + "</title></rect>");
            }
        }
        return plot.svg();
    }

    static String code(States.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Machine machine, States.Span span) {
        String what = span.state() == States.State.UNKNOWN ? "not known" : code(span.state());
        return machine.id() + ": " + what + " " + Words.when(span.from()) + " to " + Words.when(span.to());
    }
}
