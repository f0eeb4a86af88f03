package dev.hangar.report;

import dev.hangar.model.MicroDollars;

/// The price that a backtest's dollars come from.
///
/// @param size of the machines, such as `shared-cpu-1x:256MB`
/// @param region of the machines
/// @param machine what one that is always started costs in 30 days
/// @param prices the list it stands in
/// @param optimum what the clairvoyant optimum costs
public record BacktestPrice(String size, String region, MicroDollars machine, Prices prices, BacktestDollars optimum) {}
