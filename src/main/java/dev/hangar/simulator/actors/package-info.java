/// Those who live in a simulated world beside Hangar: a deployer, a person at flyctl, the official autoscaler,
/// bad luck. Each is a script of what happens when; [dev.hangar.simulator.actors.RandomInhabitants] draws
/// scripts from a seed.
///
/// Must not: read a clock, know Hangar, or reach into a world but by its public commands. Start reading at
/// [dev.hangar.simulator.actors.Deployer]; how leases are taken is in [dev.hangar.simulator.actors.Flyctl].
@NullMarked
package dev.hangar.simulator.actors;

import org.jspecify.annotations.NullMarked;
