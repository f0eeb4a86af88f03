package dev.hangar.cli;

import dev.hangar.config.ConfigSchema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hangar validate`: whether the configuration is right, without token and network.
@Command(
        name = "validate",
        description = "Check the configuration as run would read it. Needs no token and no network.",
        footer = {
            "",
            "HANGAR_* variables count as they do in run. Exit codes: 0 valid, 1 problems, 2 wrong options.",
            "",
            "Example: check the file of a deployment before it is rolled out",
            "  hangar validate deploy/hangar.yaml"
        })
final class ValidateCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "File to check. Default: the one that the other commands would read.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--schema", description = "Print the JSON schema of hangar.yaml instead, for editors.")
    private boolean schema;

    private final Console console;
    private final HangarCommand top;

    ValidateCommand(Console console, HangarCommand top) {
        this.console = console;
        this.top = top;
    }

    @Override
    public Integer call() throws CliFailure {
        if (file.isPresent() && (top.config().isPresent() || schema)) {
            throw new CliFailure(
                    "expected either FILE or " + (schema ? "--schema" : "--config FILE"), CommandFactory.WRONG_USAGE);
        }
        if (schema) {
            console.out().print(ConfigSchema.text());
            return 0;
        }
        Validation validation = Validation.of(file.or(top::config), console.environment(), Path.of(""));
        validation.lines(console.unicode()).forEach(console.out()::println);
        return validation.isValid() ? 0 : CliFailure.FAILED;
    }
}
