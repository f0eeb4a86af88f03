package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.util.Optional;

/// A machine together with its role in the fleet.
///
/// @param machine as observed
/// @param role what it is to the fleet
/// @param untouchable why no action may name it; empty when one may
/// @param drain our tag on it
public record Standing(Machine machine, Role role, Optional<Reason> untouchable, Optional<DrainTag> drain) {
    public MachineRef ref() {
        return MachineRef.of(machine);
    }

    public Region region() {
        return machine.region();
    }

    boolean touchable() {
        return untouchable.isEmpty();
    }

    boolean serves() {
        return role == Role.SERVING;
    }

    /// The config; present for every machine that is not an outsider.
    MachineConfig config() {
        return machine.config()
                .orElseThrow(() -> new IllegalStateException("no config of " + ref() + ": this is a bug"));
    }
}
