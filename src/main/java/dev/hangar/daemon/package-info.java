/// The process edge: scheduler, channels, beans, health, start and stop. The only owner of the real clock.
///
/// Must not: decide anything. Start reading at [dev.hangar.daemon.Tick], then [dev.hangar.daemon.AppWork];
/// the beans around them only schedule.
@NullMarked
package dev.hangar.daemon;

import org.jspecify.annotations.NullMarked;
