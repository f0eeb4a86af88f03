package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.MachineId;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// How advice puts things.
final class Words {
    private Words() {}

    /// `1 machine`, `3 machines`.
    static String count(int count, String what) {
        return Phrases.count(count, what);
    }

    /// `a, b, c, d, e and 3 more`.
    static String list(Collection<String> names) {
        return Phrases.some(names);
    }

    static String ids(List<MachineReport> machines) {
        return list(machines.stream()
                .map(FleetView::id)
                .sorted()
                .map(MachineId::value)
                .toList());
    }

    /// `$2.19 per 30 days`.
    static String monthly(Rate rate) {
        return rate.perMonth() + " per 30 days";
    }

    /// `350 ms`, `2.3 s`, `5 s`, `12 min`, `5 h` or `3 days`.
    static String time(Duration time) {
        long millis = time.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000 && millis % 1_000 != 0) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(2)) < 0) {
            return time.toMinutes() + " min";
        }
        return time.compareTo(Duration.ofDays(2)) < 0 ? time.toHours() + " h" : time.toDays() + " days";
    }

    /// The day in UTC.
    static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
