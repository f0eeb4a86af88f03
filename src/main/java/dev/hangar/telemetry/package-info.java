/// Meters and the structured log, both derived from pass records.
///
/// Must not: decide anything, or name a machine in a tag. Start reading at [dev.hangar.telemetry.PassMeters].
@NullMarked
package dev.hangar.telemetry;

import org.jspecify.annotations.NullMarked;
