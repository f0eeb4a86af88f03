package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineId;
import java.util.Optional;

/// One event of a machine, with who asked for it as far as that can be told.
///
/// @param machine whose event
/// @param event what happened
/// @param asker who asked
/// @param deed what we did, where we remember it
public record EventReport(MachineId machine, MachineEvent event, Asker asker, Optional<Action> deed) {
    /// Who asks for what happens to a machine.
    public enum Asker {
        /// This Hangar, as it remembers, or a Hangar whose tag is on the machine.
        HANGAR,
        /// Somebody with a token: a person, a tool, or a Hangar that does not remember it.
        TOKEN,
        /// Fly Proxy: a request came, or none came for a while.
        PROXY,
        /// Fly itself, also where it carries out what another has asked for.
        FLY,
        /// Fly names somebody that we do not know.
        UNKNOWN
    }
}
