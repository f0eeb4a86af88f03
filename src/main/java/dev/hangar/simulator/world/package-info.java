/// The pure part of the simulated Fly: virtual time, machines, Fly Proxy, workloads and the bill, all from one
/// seed.
///
/// Must not: read a clock, start a thread, do I/O, or know HTTP or a policy. Start reading at
/// [dev.hangar.simulator.world.World], then [dev.hangar.simulator.world.Starts],
/// [dev.hangar.simulator.world.Lifecycle] and [dev.hangar.simulator.world.WebTraffic];
/// [dev.hangar.simulator.world.Platform] holds what can go wrong, [dev.hangar.simulator.world.Inhabitant] is
/// the door for others who act; [dev.hangar.simulator.world.SimulatedFly] pairs a world with its twin without
/// Hangar.
@NullMarked
package dev.hangar.simulator.world;

import org.jspecify.annotations.NullMarked;
