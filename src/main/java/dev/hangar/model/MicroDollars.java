package dev.hangar.model;

import java.util.Locale;

/// An amount of money in millionths of a US dollar: exact to add, in any order.
///
/// @param value micro-dollars, may be negative (a saving's opposite)
public record MicroDollars(long value) implements Comparable<MicroDollars> {
    public static final MicroDollars ZERO = new MicroDollars(0);

    public MicroDollars plus(MicroDollars other) {
        return new MicroDollars(Math.addExact(value, other.value));
    }

    public MicroDollars minus(MicroDollars other) {
        return new MicroDollars(Math.subtractExact(value, other.value));
    }

    /// Dollars and cents, half up, such as `-$4.38`.
    @Override
    public String toString() {
        long cents = Math.addExact(Math.abs(value), 5_000) / 10_000;
        return String.format(Locale.ROOT, "%s$%d.%02d", value < 0 && cents > 0 ? "-" : "", cents / 100, cents % 100);
    }

    @Override
    public int compareTo(MicroDollars other) {
        return Long.compare(value, other.value);
    }
}
