/// Replays traces through the policy code that also runs in production, next to peers and the clairvoyant optimum.
///
/// Must not: have a policy branch of its own ("when replaying"), read a clock, or write anything but its result. Start
/// reading at `Backtest`.
@NullMarked
package dev.hangar.backtest;

import org.jspecify.annotations.NullMarked;
