/// Fly's APIs over a simulated world, without sockets: one request in, one answer out, in virtual time. These are the
/// Machines API and, of `api.fly.io`, the GraphQL and REST that Fly's clients use beside it.
///
/// Must not: open sockets, read a clock, or change a world except through its commands. Start reading at
/// [dev.hangar.simulator.api.MachinesApi].
@NullMarked
package dev.hangar.simulator.api;

import org.jspecify.annotations.NullMarked;
