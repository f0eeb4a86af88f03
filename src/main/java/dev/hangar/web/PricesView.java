package dev.hangar.web;

import dev.hangar.cost.PriceList;
import java.time.Instant;
import java.time.LocalDate;

/// The list prices that dollars are estimated by.
///
/// @param since first day of their era
/// @param seenOn day on which they were last seen where Fly publishes them
/// @param ageDays whole days since then
/// @param old whether they may well have changed since
public record PricesView(LocalDate since, LocalDate seenOn, long ageDays, boolean old) {
    static PricesView of(PriceList prices, Instant at) {
        return new PricesView(
                prices.at(at).validFrom(), prices.seenOn(), prices.age(at).toDays(), prices.isOld(at));
    }
}
