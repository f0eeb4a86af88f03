package dev.hangar.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a formula may name besides signals. Counts are of the fleet's own machines, those that we never touch left out.
public enum BuiltIn {
    /// Machines that serve or are about to.
    STARTED,
    /// Machines that are stopped, and not about to start.
    STOPPED,
    /// Machines that are suspended, and not about to start.
    SUSPENDED,
    /// All machines of the fleet, in whatever state.
    CREATED,
    /// Machines that stay started in the whole fleet.
    FLOOR,
    /// Most machines that we let run; only where the user set it.
    CEILING,
    /// Hour of the pass in UTC, 0 to 23.
    HOUR,
    /// Minute of the pass in UTC, 0 to 59.
    MINUTE,
    /// Day of the week of the pass in UTC, 1 for Monday to 7 for Sunday.
    WEEKDAY,
    /// Load by the fleet's own list of signals, in machines at full capacity.
    LOAD;

    /// Its name in a formula.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The built-in of this name.
    public static Optional<BuiltIn> of(String word) {
        return Arrays.stream(values()).filter(its -> its.word().equals(word)).findFirst();
    }

    /// Whether it moves on while no machine runs.
    boolean isTime() {
        return switch (this) {
            case HOUR, MINUTE, WEEKDAY -> true;
            case STARTED, STOPPED, SUSPENDED, CREATED, FLOOR, CEILING, LOAD -> false;
        };
    }

    /// Whether it is known, and means the same, while no machine runs.
    boolean livesWithoutMachines() {
        return switch (this) {
            case CREATED, FLOOR, CEILING, HOUR, MINUTE, WEEKDAY -> true;
            case STARTED, STOPPED, SUSPENDED, LOAD -> false;
        };
    }
}
