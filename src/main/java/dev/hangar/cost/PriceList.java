package dev.hangar.cost;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/// List prices over time: one book per era, and since when nobody has looked whether they still hold.
///
/// @param seenOn day on which the prices were last read from where Fly publishes them
/// @param eras at least one, no two beginning on the same day
/// @param standing prices of what stands rather than runs
public record PriceList(LocalDate seenOn, List<PriceBook> eras, StandingPrices standing) {
    /// Prices older than this may well have changed since.
    public static final Duration OLD = Duration.ofDays(180);

    private static final StandingPrices NOTHING_STANDS =
            new StandingPrices(Rate.ZERO, Rate.ZERO, 0, Rate.ZERO, Rate.ZERO);

    public PriceList {
        if (eras.isEmpty()) {
            throw new IllegalArgumentException("a price list needs an era");
        }
        eras = eras.stream().sorted(Comparator.comparing(PriceBook::validFrom)).toList();
    }

    /// One book for all times, seen on its first day.
    public static PriceList of(PriceBook book) {
        return new PriceList(book.validFrom(), List.of(book), NOTHING_STANDS);
    }

    /// Prices in force on a day. A day before the first era has the first era's prices.
    public PriceBook on(LocalDate day) {
        PriceBook inForce = eras.getFirst();
        for (PriceBook era : eras) {
            inForce = era.validFrom().isAfter(day) ? inForce : era;
        }
        return inForce;
    }

    /// Prices in force at an instant; eras change at midnight UTC.
    public PriceBook at(Instant at) {
        return on(at.atZone(ZoneOffset.UTC).toLocalDate());
    }

    /// How long ago the prices were last seen, never negative.
    public Duration age(Instant at) {
        Duration age = Duration.between(seenOn.atStartOfDay(ZoneOffset.UTC).toInstant(), at);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /// Whether they are so old that a person should look at Fly's price page.
    public boolean isOld(Instant at) {
        return age(at).compareTo(OLD) > 0;
    }
}
