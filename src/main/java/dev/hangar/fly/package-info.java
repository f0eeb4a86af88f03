/// The Machines API adapter: Fly's REST calls behind `control`'s ports.
///
/// Every call is one bounded attempt (a list in pages: one per page, with a pause given from outside between them),
/// every way in which it can fail becomes one [dev.hangar.model.FailureKind], and what the server sends is treated
/// as hostile input.
///
/// Must not: decide anything, retry, sleep, follow a redirect, log, show a token, or let a wire format out of the
/// package. The read side must not be able to send anything but `GET`. Start reading at
/// [dev.hangar.fly.FlyMachineSource] and [dev.hangar.fly.FlyMachineOperator], then [dev.hangar.fly.Transport].
@NullMarked
package dev.hangar.fly;

import org.jspecify.annotations.NullMarked;
