/// Meters and the structured log, both derived from the records of passes.
///
/// Must not: influence a pass, or tag a meter with anything from an open set such as a machine id. Start reading at the
/// list of meters, one constant each.
@NullMarked
package dev.hangar.telemetry;

import org.jspecify.annotations.NullMarked;
