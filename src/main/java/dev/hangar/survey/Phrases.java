package dev.hangar.survey;

import dev.hangar.cost.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// Small phrases of advice and doubts.
public final class Phrases {
    private static final int NAMED = 5;

    private Phrases() {}

    /// `1 machine`, `2 machines`.
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// The first five by name: `a, b, c, d, e and 2 more`.
    public static String some(Collection<?> names) {
        String first = names.stream().limit(NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    /// `12 days`, `30 hours`, `5 minutes`: rounded down, so that nothing is claimed that was not seen.
    public static String time(Duration time) {
        if (time.compareTo(Duration.ofDays(2)) >= 0) {
            return time.toDays() + " days";
        }
        return time.compareTo(Duration.ofHours(2)) >= 0 ? time.toHours() + " hours" : count(time.toMinutes(), "minute");
    }

    /// `$2.19 / 30 days`.
    public static String perMonth(Rate rate) {
        return rate.perMonth() + " / 30 days";
    }

    /// At most two decimals, without zeros at the end: `0.06`, `12.5`, `40`.
    public static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// A share as `12 %`.
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
