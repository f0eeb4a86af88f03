package dev.hangar.cli;

import dev.hangar.prometheus.HttpQueryTransport;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.InstantSource;

/// The process entry. Looks at its arguments before anything is booted: cheap commands run without the container.
@QuarkusMain
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String... args) {
        Console console = Console.ofProcess();
        System.exit(isDaemon(args) ? daemon(console) : commands(console).execute(args));
    }

    /// Plain `hangar run`, as the image starts it, needs no parser: that takes a third of a second of a start on one
    /// core.
    static boolean isDaemon(String... args) {
        return args.length == 1 && args[0].equals("run");
    }

    private static int daemon(Console console) {
        Configuration configuration = new Configuration(console.environment());
        int exitCode;
        try {
            exitCode = new RunCommand(console, configuration, new HangarCommand(), InstantSource.system()).call();
        } catch (CliFailure | RuntimeException problem) {
            exitCode = CliFailure.explain(problem, console);
        }
        console.out().flush();
        console.err().flush();
        return exitCode;
    }

    /// The commands of a real process: the one place where they meet what does their work.
    static CommandFactory commands(Console console) {
        InstantSource wallClock = InstantSource.system();
        Configuration configuration = new Configuration(console.environment());
        return new CommandFactory(console, new LiveReport(configuration, wallClock))
                .with(top -> new RunCommand(console, configuration, top, wallClock))
                .with(top -> new ExplainCommand(console, top, new LiveExplain(configuration, wallClock)))
                .with(top -> new BacktestCommand(console, top, wallClock, HttpQueryTransport::new))
                .with(top -> new DoctorCommand(console, top, wallClock))
                .with(top -> new ValidateCommand(console, top))
                .with(top -> new DemoCommand(console))
                .with(top -> new SimulateCommand(console, wallClock));
    }
}
