/// Renders plans, reports and backtests as a table, JSON, Markdown and HTML.
///
/// Must not: decide, price or fetch anything; what it shows was worked out below, and the same input gives the same
/// bytes. Start reading at `Report`, the data that every format is made from.
@NullMarked
package dev.hangar.report;

import org.jspecify.annotations.NullMarked;
