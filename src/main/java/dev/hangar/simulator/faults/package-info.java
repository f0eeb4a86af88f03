/// What goes wrong around the daemon, from one seed: a dial of probabilities, and pure decisions per request.
///
/// Must not: know a world, a policy or a clock; who asks says when. Start reading at
/// [dev.hangar.simulator.faults.FaultDial], then [dev.hangar.simulator.faults.Faults].
@NullMarked
package dev.hangar.simulator.faults;

import org.jspecify.annotations.NullMarked;
