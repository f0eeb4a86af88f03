/// The process edge: scheduler, channels, beans, health, start and stop. The only owner of the real clock.
///
/// Must not: decide anything. Start reading at [dev.hangar.daemon.Ticker], then [dev.hangar.daemon.PassRunner].
@NullMarked
package dev.hangar.daemon;

import org.jspecify.annotations.NullMarked;
