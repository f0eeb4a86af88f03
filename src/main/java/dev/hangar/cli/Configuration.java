package dev.hangar.cli;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.Problem;
import dev.hangar.model.OrgSlug;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
        return load(file, environment);
    }

    /// The settings of another organization than the configured one, with all that derives from it.
    ///
    /// @param org counts like its variable, above everything else
    /// @throws CliFailure with exit code 2, listing every problem
    HangarSettings load(Optional<Path> file, Optional<OrgSlug> org) throws CliFailure {
        Map<String, String> variables = new TreeMap<>(environment);
        org.ifPresent(slug -> variables.put("HANGAR_ORG", slug.value()));
        return load(file, variables);
    }

    private static HangarSettings load(Optional<Path> file, Map<String, String> environment) throws CliFailure {
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
