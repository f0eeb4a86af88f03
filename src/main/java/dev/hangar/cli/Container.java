package dev.hangar.cli;

import io.quarkus.runtime.Quarkus;
import java.net.BindException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs the daemon's container in this process, until it is stopped.
///
/// A signal ends the whole process with the code that its user expects, 143 for SIGTERM and 130 for Ctrl-C; nothing
/// behind [#run] is sure to happen then.
final class Container {
    private Container() {}

    /// Boots, and returns the exit code once the container has stopped.
    ///
    /// @param host address to listen on
    /// @param port where it serves, 0 for any free one
    /// @throws CliFailure when the port cannot be had
    static int run(String host, int port) throws CliFailure {
        System.setProperty("quarkus.http.host", host);
        System.setProperty("quarkus.http.port", String.valueOf(port));
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        int[] exit = {0};
        // Given a handler, Quarkus says nothing itself about a start that failed.
        Quarkus.run(null, (code, failure) -> {
            exit[0] = code;
            failed.set(failure);
        });
        Throwable failure = failed.get();
        if (failure != null) {
            throw explained(failure, port);
        }
        return exit[0];
    }

    /// Lets the container that [#run] boots write JSON lines (`daemon.JsonLogFilter`).
    static void logJson() {
        System.setProperty("quarkus.log.console.filter", "hangar-json");
        System.setProperty("quarkus.log.console.format", "%s%n");
    }

    private static CliFailure explained(Throwable failure, int port) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new CliFailure("cannot serve on port " + port
                        + ": it is taken or not ours to take; choose another with HANGAR_HTTP_PORT");
            }
        }
        throw new IllegalStateException("the daemon did not start", failure);
    }
}
