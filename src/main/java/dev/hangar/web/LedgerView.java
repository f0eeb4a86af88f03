package dev.hangar.web;

import dev.hangar.cost.Ledger;
import java.math.BigDecimal;

/// What a fleet has cost in the API, since the start of Hangar; `docs/metrics.md` says how savings are estimated.
///
/// @param usdPerHourWithout what it would cost now with Fly Proxy alone
/// @param usdSpent spent
/// @param usdSaved not spent, compared with Fly Proxy alone
/// @param usdOverspent spent beyond Fly Proxy alone
public record LedgerView(
        BigDecimal usdPerHourWithout, BigDecimal usdSpent, BigDecimal usdSaved, BigDecimal usdOverspent) {
    static LedgerView of(Ledger ledger) {
        return new LedgerView(
                Usd.of(ledger.without().perHour()),
                Usd.of(ledger.spent()),
                Usd.of(ledger.saved()),
                Usd.of(ledger.overspent()));
    }
}
