/// Deterministic simulation of the whole system: the production classes of daemon, control, policy and adapters on
/// virtual time against the simulated Fly. One seed decides everything. Start reading at
/// [dev.hangar.simulation.Simulation].
@NullMarked
package dev.hangar.simulation;

import org.jspecify.annotations.NullMarked;
