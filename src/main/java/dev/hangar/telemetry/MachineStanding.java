package dev.hangar.telemetry;

import dev.hangar.model.MachineState;

/// Fly's machine states in the few words that figures need.
enum MachineStanding {
    STARTED,
    STOPPED,
    SUSPENDED,
    /// Between two states, or in one that we do not know.
    CHANGING,
    FAILED;

    static MachineStanding of(MachineState state) {
        return switch (state.kind()) {
            case AWAKE -> STARTED;
            case ASLEEP -> state == MachineState.SUSPENDED ? SUSPENDED : STOPPED;
            case PASSING, GONE, UNKNOWN -> CHANGING;
            case BROKEN -> FAILED;
        };
    }
}
