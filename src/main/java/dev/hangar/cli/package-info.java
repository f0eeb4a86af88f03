/// The process entry: `run`, `report`, `explain`, `backtest`, `doctor`, `demo` and `version`.
///
/// Must not: hold logic that a test could not reach without a process, or start the container for anything but `run`.
/// Start reading at `Main`.
@NullMarked
package dev.hangar.cli;

import org.jspecify.annotations.NullMarked;
