package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import java.time.Instant;
import java.util.Optional;

/// Our mark on a machine that we started, kept in its metadata: events say of our token's starts what they say of a
/// person's. The machine's own id stands inside, since clones copy metadata (facts 7.5).
///
/// @param machine the machine that was started
/// @param at when, in whole seconds
public record StartTag(MachineId machine, Instant at) {
    /// Metadata key of the tag.
    public static final String KEY = "hangar_started";

    /// The metadata value, such as `148e... 1795392000`.
    public String value() {
        return machine + " " + at.getEpochSecond();
    }

    /// The tag on `machine`, if it is well formed and its own.
    public static Optional<StartTag> of(Machine machine) {
        String value = machine.metadata().get(KEY);
        if (value == null) {
            return Optional.empty();
        }
        String[] parts = value.split(" ", -1);
        boolean own = parts.length == 2 && parts[0].equals(machine.id().value()) && parts[1].matches("\\d{1,12}");
        return own
                ? Optional.of(new StartTag(machine.id(), Instant.ofEpochSecond(Long.parseLong(parts[1]))))
                : Optional.empty();
    }
}
