package dev.hangar.cli;

import dev.hangar.report.Report;
import io.quarkus.runtime.annotations.QuarkusMain;

/// The process entry. Looks at its arguments before anything is booted: cheap commands run without the container.
@QuarkusMain
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String... args) {
        System.exit(commands(Console.ofProcess()).execute(args));
    }

    /// The commands of a real process: the one place where they meet what does their work.
    static CommandFactory commands(Console console) {
        return new CommandFactory(console, Main::notWired);
    }

    private static Report notWired(ReportRequest request, Progress progress) throws CliFailure {
        throw new CliFailure("this build cannot read Fly yet");
    }
}
