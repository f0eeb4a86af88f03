/// The words of Hangar as records and sealed types, with their invariants and arithmetic.
///
/// Must not: read a clock, log, do I/O, or use anything but the JDK. Start reading at [dev.hangar.model.Machine],
/// [dev.hangar.model.Reading] and [dev.hangar.model.Action].
@NullMarked
package dev.hangar.model;

import org.jspecify.annotations.NullMarked;
