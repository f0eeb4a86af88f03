package dev.hangar.cli;

/// A command cannot do its work for a reason that its user can mend: shown as one line, exit code 1, no stack trace.
public final class CliFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message names the thing, its value and what was expected, without a full stop
    public CliFailure(String message) {
        super(message);
    }
}
