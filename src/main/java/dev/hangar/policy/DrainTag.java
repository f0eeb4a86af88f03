package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.SleepKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Our mark on a machine that drains, kept in its metadata so that a restart finds it. The machine's own id stands
/// inside, since clones copy metadata (facts 7.5): a tag that names another machine is not ours to act on.
///
/// @param machine the machine that drains
/// @param since when it was cordoned, in whole seconds
/// @param sleep how it will be put to sleep
public record DrainTag(MachineId machine, Instant since, SleepKind sleep) {
    /// Metadata key of the tag.
    public static final String KEY = "hangar_drain";

    /// The metadata value, such as `148e... 1795392000 suspend`. The instant is rounded up, so that no sample taken
    /// before the cordon passes for one taken after it.
    public String value() {
        long ceiling = since.plusNanos(999_999_999).getEpochSecond();
        return machine + " " + ceiling + " " + sleep.name().toLowerCase(Locale.ROOT);
    }

    /// The tag on `machine`, if it is well formed and its own.
    public static Optional<DrainTag> of(Machine machine) {
        String value = machine.metadata().get(KEY);
        if (value == null) {
            return Optional.empty();
        }
        String[] parts = value.split(" ", -1);
        if (parts.length != 3 || !parts[0].equals(machine.id().value()) || !parts[1].matches("\\d{1,12}")) {
            return Optional.empty();
        }
        for (SleepKind sleep : SleepKind.values()) {
            if (sleep.name().toLowerCase(Locale.ROOT).equals(parts[2])) {
                return Optional.of(new DrainTag(machine.id(), Instant.ofEpochSecond(Long.parseLong(parts[1])), sleep));
            }
        }
        return Optional.empty();
    }
}
