package dev.hangar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// A console that keeps what was written to it.
record TestConsole(StringWriter out, StringWriter err, Console console) {
    static TestConsole pipe() {
        return of(false, Map.of());
    }

    static TestConsole terminal(Map<String, String> environment) {
        return of(true, environment);
    }

    private static TestConsole of(boolean terminal, Map<String, String> environment) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        return new TestConsole(
                out,
                err,
                new Console(new PrintWriter(out), new PrintWriter(err), terminal, terminal, true, environment));
    }
}
