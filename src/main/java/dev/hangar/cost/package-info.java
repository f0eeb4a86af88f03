/// The price book, the cost of a machine in a state, and savings: integer arithmetic on dated list prices.
///
/// Must not: read files or clocks; prices come in as data. Start reading at [dev.hangar.cost.PriceBook].
@NullMarked
package dev.hangar.cost;

import org.jspecify.annotations.NullMarked;
