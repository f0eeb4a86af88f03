/// The pass: observe → decide → act → remember, and the ports that it needs.
///
/// Must not: know an adapter, a framework or a clock of its own; time comes through `InstantSource`. Start reading at
/// [dev.hangar.control.Pass]; the ports are [dev.hangar.control.MachineSource], [dev.hangar.control.MachineOperator]
/// and
/// [dev.hangar.control.SignalSource].
@NullMarked
package dev.hangar.control;

import org.jspecify.annotations.NullMarked;
