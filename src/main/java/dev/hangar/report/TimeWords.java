package dev.hangar.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Instants and times for people, always in UTC.
final class TimeWords {
    private static final DateTimeFormatter FULL = formatter("yyyy-MM-dd HH:mm:ss 'UTC'");
    private static final DateTimeFormatter DAY = formatter("yyyy-MM-dd");
    private static final DateTimeFormatter CLOCK = formatter("HH:mm 'UTC'");
    private static final DateTimeFormatter DAY_AND_CLOCK = formatter("yyyy-MM-dd HH:mm 'UTC'");

    private TimeWords() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /// `2026-11-23 09:14:03 UTC`.
    static String full(Instant at) {
        return FULL.format(at);
    }

    /// `09:14 UTC`, with the day where it is another one than that of `now`.
    static String clock(Instant at, Instant now) {
        return (DAY.format(at).equals(DAY.format(now)) ? CLOCK : DAY_AND_CLOCK).format(at);
    }

    /// `11 s`, `4 min`, `3 h 20 min`, `2 d 5 h`: two figures at most.
    static String length(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 120) {
            return seconds + " s";
        }
        if (minutes < 120) {
            return minutes + " min";
        }
        return hours < 48 ? two(hours, "h", minutes % 60, "min") : two(hours / 24, "d", hours % 24, "h");
    }

    private static String two(long much, String unit, long less, String lessUnit) {
        return much + " " + unit + (less == 0 ? "" : " " + less + " " + lessUnit);
    }
}
