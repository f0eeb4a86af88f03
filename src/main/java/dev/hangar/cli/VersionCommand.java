package dev.hangar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `hangar version`.
@Command(
        name = "version",
        description = "Show the version of Hangar and of the Java that runs it.",
        footer = {"", "Example:", "  hangar version"})
public final class VersionCommand implements Callable<Integer> {
    private final Console console;

    public VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (String line : new BuildVersion().getVersion()) {
            console.out().println(line);
        }
        return 0;
    }
}
