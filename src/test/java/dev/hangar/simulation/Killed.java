package dev.hangar.simulation;

/// Ends a strand whose process was killed: an error, so that nothing that handles exceptions catches it.
final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
