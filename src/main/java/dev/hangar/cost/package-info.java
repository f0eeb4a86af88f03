/// The price book, the cost of a machine in a state, and savings: integer arithmetic on dated list prices.
///
/// Must not: read files or clocks; prices come in as data. Start reading at [dev.hangar.cost.PriceBook];
/// [dev.hangar.cost.Ledger] is what a fleet has cost beside what it would have without Hangar.
@NullMarked
package dev.hangar.cost;

import org.jspecify.annotations.NullMarked;
