/// The process entry: `report`, `run`, `doctor`, `validate`, `backtest`, `demo`, `simulate` and `version`.
///
/// Must not: hold logic that a test could not reach without a process, or start the container for anything but `run`
/// and `demo`.
/// Start reading at `Main`.
@NullMarked
package dev.hangar.cli;

import org.jspecify.annotations.NullMarked;
