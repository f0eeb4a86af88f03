package dev.hangar.cli;

import dev.hangar.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Puts the command line together from what its commands need, so that a test gives them what it wants.
///
/// A further command is added by [#with]: the maker gets the top-level command, whose options it shares.
public final class CommandFactory {
    /// Exit code of options that are wrong.
    static final int WRONG_USAGE = 2;

    private static final int HELP_WIDTH = 100;

    private final Console console;
    private final ReportSource reports;
    private final List<Function<HangarCommand, Object>> others = new ArrayList<>();

    public CommandFactory(Console console, ReportSource reports) {
        this.console = console;
        this.reports = reports;
    }

    /// Adds a command: an object annotated with picocli's `@Command`.
    public CommandFactory with(Function<HangarCommand, Object> maker) {
        others.add(maker);
        return this;
    }

    /// Runs one command; returns its exit code.
    public int execute(String... args) {
        int exitCode = commandLine().execute(args);
        console.out().flush();
        console.err().flush();
        return exitCode;
    }

    CommandLine commandLine() {
        HangarCommand top = new HangarCommand();
        CommandLine line = new CommandLine(top);
        line.addSubcommand(new ReportCommand(console, top, reports));
        others.forEach(maker -> line.addSubcommand(maker.apply(top)));
        line.addSubcommand(new VersionCommand(console));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().addOption(help()));
        // Settings reach only the subcommands that are there already.
        line.setOut(console.out());
        line.setErr(console.err());
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(console.color() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler(this::wrongUsage);
        line.setExecutionExceptionHandler(this::failed);
        return line;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build();
    }

    private int wrongUsage(ParameterException problem, String[] args) {
        CommandLine line = problem.getCommandLine();
        console.complain(SafeText.of(String.valueOf(problem.getMessage()), console.unicode()));
        UnmatchedArgumentException.printSuggestions(problem, console.err());
        console.err().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        if (args.length == 0) {
            // Who types the bare name wants to know what there is.
            line.usage(console.err());
        }
        return WRONG_USAGE;
    }

    private int failed(Exception problem, CommandLine line, CommandLine.ParseResult parsed) {
        return CliFailure.explain(problem, console);
    }
}
