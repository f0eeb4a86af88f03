/// The process edge: scheduler, channels, producers, start and stop, health. Here the plain classes below get their
/// configuration, their real clock and their threads.
///
/// Must not: decide anything about a fleet; that is `policy`, called by `control`. No package may import this one.
/// Start reading at the producers, which show what is made of what.
@NullMarked
package dev.hangar.daemon;

import org.jspecify.annotations.NullMarked;
