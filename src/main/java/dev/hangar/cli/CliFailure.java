package dev.hangar.cli;

/// A command cannot do its work for a reason that its user can mend: shown without a stack trace.
public final class CliFailure extends Exception {
    /// Exit code of a failure that ends a command.
    static final int FAILED = 1;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /// With exit code 1.
    ///
    /// @param message names the thing, its value and what was expected, without a full stop
    public CliFailure(String message) {
        this(message, FAILED);
    }

    /// With an exit code of its own, such as 2 for a wrong configuration.
    public CliFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /// Tells of what ended a command: in one line what its user can mend, with its trace what is a bug of ours.
    ///
    /// @return the exit code
    static int explain(Exception problem, Console console) {
        if (problem instanceof CliFailure failure) {
            console.complain(String.valueOf(failure.getMessage()));
            return failure.exitCode();
        }
        console.complain("a bug, please report it:");
        problem.printStackTrace(console.err());
        return FAILED;
    }
}
