package dev.hangar.backtest;

import java.util.Arrays;
import java.util.regex.Pattern;

/// Lines `load,arrivals`, one per slot.
final class SlotLines implements TraceLines {
    private static final int FIRST_ROOM = 4096;
    private static final double MOST_ARRIVALS = 1e12;
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*|\\d{9,}(\\.\\d+)?");

    private double[] load = new double[FIRST_ROOM];
    private double[] arrivals = new double[FIRST_ROOM];
    private int slots;

    @Override
    public String form() {
        return "'load,arrivals'";
    }

    @Override
    public void take(String first, String second) throws Wrong {
        double itsLoad = load(first);
        double itsArrivals = TraceLines.number("arrivals", second, MOST_ARRIVALS);
        load = TraceLines.room(load, slots);
        arrivals = TraceLines.room(arrivals, slots);
        load[slots] = itsLoad;
        arrivals[slots] = itsArrivals;
        slots++;
    }

    private static double load(String text) throws Wrong {
        try {
            return TraceLines.number("load", text, Trace.MOST_LOAD);
        } catch (Wrong wrong) {
            if (TIME.matcher(text).matches()) {
                throw new Wrong(
                        "'" + TraceReader.cut(text) + "' looks like a time: 'timestamp,value' needs --capacity");
            }
            throw wrong;
        }
    }

    @Override
    public Trace trace(String name) throws Wrong {
        if (slots == 0) {
            throw new Wrong("is empty, expected a line " + form() + " per slot of 15 s");
        }
        return Trace.of(name, Arrays.copyOf(load, slots), Arrays.copyOf(arrivals, slots));
    }
}
