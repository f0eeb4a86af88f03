package dev.hangar.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Debian's `promtool`, from its package `prometheus`, as a child process.
final class Promtool {
    private final Process process;

    private Promtool(Process process) {
        this.process = process;
    }

    /// What it said, and how it ended.
    record Answer(int exit, String said) {}

    /// Starts it in the root of the repository.
    ///
    /// @throws IllegalStateException when it is not on the PATH
    static Promtool start(String... arguments) throws IOException {
        return new Promtool(new ProcessBuilder(Stream.concat(Stream.of(binary().toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start());
    }

    /// Waits for its end.
    Answer answer() throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), said);
    }

    private static Path binary() {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no `promtool` on the PATH: install Debian's package `prometheus` (apt-get install prometheus)"));
    }
}
