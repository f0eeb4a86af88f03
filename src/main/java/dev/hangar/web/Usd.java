package dev.hangar.web;

import dev.hangar.model.MicroDollars;
import java.math.BigDecimal;

/// Dollars as the API writes them: decimals with six places.
final class Usd {
    private Usd() {}

    static BigDecimal of(MicroDollars amount) {
        return BigDecimal.valueOf(amount.value(), 6);
    }
}
