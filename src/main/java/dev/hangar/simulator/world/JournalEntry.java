package dev.hangar.simulator.world;

import dev.hangar.model.MachineRef;
import java.time.Instant;

/// One line of what happened in a world.
///
/// @param what state or deed and who asked, such as `starting by proxy`
public record JournalEntry(Instant at, MachineRef machine, String what) {
    /// `at machine what`, on one line.
    @Override
    public String toString() {
        return at + " " + machine + " " + what;
    }
}
