package dev.hangar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a command sees of its process: where it writes, whether people are looking, and the environment.
///
/// @param out data
/// @param err everything else
/// @param outIsTerminal whether standard output is a terminal
/// @param errIsTerminal whether standard error is a terminal
/// @param unicode whether standard output takes characters beyond ASCII
/// @param environment environment variables
public record Console(
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean unicode,
        Map<String, String> environment) {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    public Console {
        environment = Map.copyOf(environment);
    }

    /// The console of this process. Errors take the charset of standard output: one terminal shows both.
    public static Console ofProcess() {
        Charset charset = System.out.charset();
        return new Console(
                new PrintWriter(System.out, true, charset),
                new PrintWriter(System.err, true, charset),
                isTerminal(STDOUT),
                isTerminal(STDERR),
                charset.newEncoder().canEncode('→'),
                System.getenv());
    }

    /// Whether colors are wanted: only on a terminal, and never against NO_COLOR, CLICOLOR=0 or TERM=dumb.
    public boolean color() {
        return outIsTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("CLICOLOR", "1").equals("0")
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// One line on standard error that begins with our name.
    public void complain(String message) {
        err.println("hangar: " + message);
        err.flush();
    }

    /// Progress for people: shown on standard error when that is a terminal, else nowhere.
    public Progress progress() {
        return errIsTerminal ? new TerminalProgress(err, unicode) : Progress.NONE;
    }

    /// Java tells of the console as a whole only; Linux tells of each stream.
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isTerminal(System.console());
        }
    }

    /// Java 25 has no console at all where one of the streams is no terminal.
    private static boolean isTerminal(java.io.@Nullable Console both) {
        return both != null && both.isTerminal();
    }
}
