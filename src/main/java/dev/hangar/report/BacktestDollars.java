package dev.hangar.report;

import dev.hangar.model.MicroDollars;

/// What machine-seconds of a backtest cost by list prices.
///
/// @param whole over the whole trace
/// @param per30Days at the same pace over 30 days
public record BacktestDollars(MicroDollars whole, MicroDollars per30Days) {}
