package dev.hangar.backtest;

import java.util.Arrays;

/// One way to write a trace in lines of two fields.
sealed interface TraceLines permits SlotLines, Measurements {
    /// How a line looks, for messages.
    String form();

    /// Takes the next line.
    void take(String first, String second) throws Wrong;

    /// The trace of all lines.
    Trace trace(String name) throws Wrong;

    /// A line, or the whole, is not as it should be.
    final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    /// A decimal number within a range.
    static double number(String what, String text, double most) throws Wrong {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException none) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value <= most)) {
            throw new Wrong(what + " is '" + TraceReader.cut(text) + "', expected 0 to " + (long) most);
        }
        return value;
    }

    /// Room for one more value.
    static double[] room(double[] values, int used) throws Wrong {
        if (used < values.length) {
            return values;
        }
        if (used >= TraceReader.MOST_SLOTS) {
            throw new Wrong("more than " + TraceReader.MOST_SLOTS + " slots of 15 s");
        }
        return Arrays.copyOf(values, Math.min(2 * used, TraceReader.MOST_SLOTS));
    }
}
