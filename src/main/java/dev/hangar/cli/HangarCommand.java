package dev.hangar.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The top-level command: options that all commands share.
@Command(
        name = "hangar",
        description = "Parks idle Fly Machines and rolls them out again when demand comes.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = BuildVersion.class,
        footer = {"", "Example: what could be saved, without changing anything", "  hangar report"})
public final class HangarCommand {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration file. Default: hangar.yaml, if there is one.")
    private Optional<Path> config = Optional.empty();

    /// The configuration file that the user named.
    public Optional<Path> config() {
        return config;
    }
}
