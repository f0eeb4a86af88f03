package dev.hangar.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A range of numbers as mathematics writes it: a square bracket includes its end, a round one does not.
///
/// @param text such as `(0, 1]`
record Interval(String text, double least, boolean leastIncluded, double most, boolean mostIncluded) {
    private static final Pattern SHAPE = Pattern.compile("([\\[(])([0-9.]+), ([0-9.]+)([])])");

    /// @throws IllegalArgumentException when the text is no range
    static Interval of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("a range looks like (0, 1], got " + text);
        }
        return new Interval(
                text,
                Double.parseDouble(shape.group(2)),
                shape.group(1).equals("["),
                Double.parseDouble(shape.group(3)),
                shape.group(4).equals("]"));
    }

    boolean holds(double value) {
        return (leastIncluded ? value >= least : value > least) && (mostIncluded ? value <= most : value < most);
    }
}
