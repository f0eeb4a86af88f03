package dev.hangar.backtest;

/// What one policy did on one trace, in sum and over time.
record Run(Tally tally, Curve curve) {}
