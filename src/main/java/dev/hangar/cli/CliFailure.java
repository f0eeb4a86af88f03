package dev.hangar.cli;

/// A command cannot do its work for a reason that its user can mend: shown without a stack trace.
public final class CliFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /// With exit code 1.
    ///
    /// @param message names the thing, its value and what was expected, without a full stop
    public CliFailure(String message) {
        this(message, CommandFactory.FAILED);
    }

    /// With an exit code of its own, such as 2 for a wrong configuration.
    public CliFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
