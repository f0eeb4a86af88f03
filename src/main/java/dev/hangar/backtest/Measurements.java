package dev.hangar.backtest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Lines `timestamp,value` at any distance, in order of time, brought onto slots: the mean of a slot's values,
/// and where it has none the slot before goes on.
///
/// The value is concurrent work, such as requests in flight; divided by what a machine takes it is the load.
/// Requests are not measured: as many as are in flight count as arrived, so that the late share weighs by work.
final class Measurements implements TraceLines {
    private static final int FIRST_ROOM = 4096;
    private static final double MOST_VALUE = 1e12;
    private static final long EARLIEST_MILLIS_STAMP = 100_000_000_000L;
    private static final Pattern STAMP = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern OFFSET = Pattern.compile(".*T.*(Z|[+-]\\d\\d:\\d\\d)");

    private final double capacity;
    private double[] values = new double[FIRST_ROOM];
    private int slots;
    private int held;
    private long begin;
    private long last = Long.MIN_VALUE;
    private double sum;
    private int inSlot;

    /// @param capacity what one machine takes, above 0
    Measurements(double capacity) {
        this.capacity = capacity;
    }

    @Override
    public String form() {
        return "'timestamp,value'";
    }

    @Override
    public void take(String first, String second) throws Wrong {
        put(millis(first), first, TraceLines.number("value", second, mostValue()));
    }

    /// The same, of numbers.
    void take(long atMillis, double value) throws Wrong {
        if (!(value >= 0 && value <= mostValue())) {
            throw new Wrong("value is " + value + ", expected 0 to " + (long) mostValue());
        }
        put(atMillis, Instant.ofEpochMilli(atMillis).toString(), value);
    }

    private double mostValue() {
        return Math.min(MOST_VALUE, Trace.MOST_LOAD * capacity);
    }

    private void put(long at, String shown, double value) throws Wrong {
        if (at < last) {
            throw new Wrong("time '" + TraceReader.cut(shown) + "' lies before the line above, expected rising times");
        }
        begin = last == Long.MIN_VALUE ? at : begin;
        last = at;
        long slot = (at - begin) / (Trace.SLOT_SECONDS * 1000L);
        if (slot >= TraceReader.MOST_SLOTS) {
            throw new Wrong("time '" + TraceReader.cut(shown) + "' lies more than " + TraceReader.MOST_SLOTS
                    + " slots of 15 s after the first");
        }
        if (slot > slots) {
            close(slot);
        }
        sum += value;
        inSlot++;
    }

    /// Ends the slot that is open; those before `next` had no value.
    private void close(long next) throws Wrong {
        double mean = sum / inSlot;
        while (slots < next) {
            values = TraceLines.room(values, slots);
            values[slots++] = mean;
            held++;
        }
        held--;
        sum = 0;
        inSlot = 0;
    }

    @Override
    public Trace trace(String name) throws Wrong {
        if (last == Long.MIN_VALUE) {
            throw new Wrong("is empty, expected lines " + form());
        }
        close(slots + 1L);
        double[] arrivals = Arrays.copyOf(values, slots);
        double[] load = Arrays.stream(arrivals).map(value -> value / capacity).toArray();
        return new Trace(name, load, arrivals, held);
    }

    /// Seconds or milliseconds since 1970, or a date and time; without an offset it is UTC.
    private static long millis(String text) throws Wrong {
        try {
            if (STAMP.matcher(text).matches()) {
                double stamp = Double.parseDouble(text);
                return Math.round(stamp >= EARLIEST_MILLIS_STAMP ? stamp : stamp * 1000);
            }
            String iso = text.replace(' ', 'T');
            boolean offset = OFFSET.matcher(iso).matches();
            Instant at = offset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return at.toEpochMilli();
        } catch (DateTimeException | ArithmeticException none) {
            throw new Wrong("time is '" + TraceReader.cut(text)
                    + "', expected seconds since 1970 or a time such as 2026-11-22T03:14:15Z");
        }
    }
}
