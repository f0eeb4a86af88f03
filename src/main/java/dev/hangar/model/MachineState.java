package dev.hangar.model;

import java.util.Locale;

/// State of a Machine, in Fly's own words (facts 2.1). The set is open on Fly's side: see [#UNRECOGNIZED].
public enum MachineState {
    CREATED(Kind.ASLEEP),
    STARTED(Kind.AWAKE),
    STOPPED(Kind.ASLEEP),
    SUSPENDED(Kind.ASLEEP),
    FAILED(Kind.BROKEN),
    CREATING(Kind.PASSING),
    STARTING(Kind.PASSING),
    STOPPING(Kind.PASSING),
    RESTARTING(Kind.PASSING),
    SUSPENDING(Kind.PASSING),
    DESTROYING(Kind.GONE),
    LAUNCH_FAILED(Kind.BROKEN),
    UPDATING(Kind.PASSING),
    REPLACING(Kind.PASSING),
    DESTROYED(Kind.GONE),
    REPLACED(Kind.GONE),
    MIGRATED(Kind.GONE),
    /// A word that we do not know: neither capacity nor a candidate for anything.
    UNRECOGNIZED(Kind.UNKNOWN);

    /// What a state means to a decision.
    public enum Kind {
        /// Runs and is billed.
        AWAKE,
        /// Does not run; may be started.
        ASLEEP,
        /// On its way to another state.
        PASSING,
        /// Needs repair before it can serve.
        BROKEN,
        /// No longer part of a fleet.
        GONE,
        /// We cannot tell.
        UNKNOWN
    }

    private final Kind kind;

    MachineState(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// Whether compute is billed: per second in `started` only (facts 10).
    public boolean isBilled() {
        return this == STARTED;
    }

    /// Fly's spelling, such as `launch_failed`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The state that Fly spells `text`; [#UNRECOGNIZED] for a word that we do not know.
    public static MachineState parse(String text) {
        for (MachineState state : values()) {
            if (state != UNRECOGNIZED && state.wireName().equals(text)) {
                return state;
            }
        }
        return UNRECOGNIZED;
    }
}
