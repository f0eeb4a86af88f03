/// A Fly in one process, served on real ports: the Machines API, a metrics page and a Prometheus query face over one
/// simulated organization. It is the proving ground of everything above it and the stage of the demonstration.
///
/// Must not: know a policy, or be read by the engine. Only this package has a clock and threads; the world below is
/// pure. Start reading at [dev.hangar.simulator.SimulatorServer], then [dev.hangar.simulator.world.World].
@NullMarked
package dev.hangar.simulator;

import org.jspecify.annotations.NullMarked;
