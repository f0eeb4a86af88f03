package dev.hangar.cli;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Loads the configuration for a command, or says everything that is wrong with it at once.
final class Configuration {
    private final Map<String, String> environment;

    Configuration(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The settings.
    ///
    /// @throws CliFailure with exit code 2, listing every problem
    HangarSettings load(Optional<Path> file) throws CliFailure {
        return switch (ConfigLoader.load(file, environment, Path.of(""))) {
            case LoadResult.Loaded(HangarSettings settings) -> settings;
            case LoadResult.Problems(List<Problem> problems) ->
                throw new CliFailure(
                        problems.stream()
                                .map(problem -> "\n  " + problem)
                                .collect(Collectors.joining(
                                        "",
                                        "the configuration has "
                                                + (problems.size() == 1
                                                        ? "a problem:"
                                                        : problems.size() + " problems:"),
                                        "")),
                        CommandFactory.WRONG_USAGE);
        };
    }
}
