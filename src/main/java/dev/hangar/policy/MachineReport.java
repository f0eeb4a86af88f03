package dev.hangar.policy;

import dev.hangar.cost.Boot;
import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Reason;
import java.util.Optional;

/// Why one machine is acted on or left as it is: every machine gets one, every pass.
///
/// @param machine as observed
/// @param role what it is to the fleet
/// @param reason code
/// @param detail what the reason rests on, in words; may be empty
/// @param change what would have to change for another answer
/// @param action what is done with it
/// @param now what it costs; empty when its size is not known or not priced
/// @param after what it will cost once the action is done
public record MachineReport(
        Machine machine,
        Role role,
        Reason reason,
        String detail,
        String change,
        Optional<Action> action,
        Optional<Rate> now,
        Optional<Rate> after) {
    /// What the action costs once, beside the rates: the boot of a machine that is started. 0 without an action or a
    /// price.
    public MicroDollars once() {
        return action.filter(Action.Start.class::isInstance)
                .flatMap(start -> now.flatMap(before -> after.map(later -> Boot.cost(machine.state(), before, later))))
                .orElse(MicroDollars.ZERO);
    }
}
