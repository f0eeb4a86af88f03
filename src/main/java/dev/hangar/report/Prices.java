package dev.hangar.report;

import dev.hangar.cost.PriceList;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The list prices that a report counts with.
///
/// @param of first day of their era
/// @param seenOn day on which they were last seen where Fly publishes them
public record Prices(LocalDate of, LocalDate seenOn) {
    /// Those of `list` that are in force at `at`.
    public static Prices of(PriceList list, Instant at) {
        return new Prices(list.at(at).validFrom(), list.seenOn());
    }

    /// Whole days since they were last seen, never negative.
    public long ageDays(Instant at) {
        return Math.max(
                0,
                Duration.between(seenOn.atStartOfDay(ZoneOffset.UTC).toInstant(), at)
                        .toDays());
    }

    /// Whether they may well have changed since.
    public boolean isOld(Instant at) {
        return ageDays(at) > PriceList.OLD.toDays();
    }
}
