package dev.hangar.cli;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.Problem;
import dev.hangar.control.TokenSource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.OrgSlug;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Loads the configuration for a command, or says everything that is wrong with it at once.
final class Configuration {
    private static final String ORG = "HANGAR_ORG";

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

    /// The settings of another organization than the configured one, with all that derives from it. Where neither
    /// says
    /// which apps are meant, they are those that the token covers: who gives nothing but a token means them.
    ///
    /// @param org counts like its variable, above everything else
    /// @param tokens asks what a token covers
    /// @throws CliFailure with exit code 2, listing every problem
    HangarSettings load(Optional<Path> file, Optional<OrgSlug> org, Function<HangarSettings, TokenSource> tokens)
            throws CliFailure {
        Map<String, String> variables = new TreeMap<>(environment);
        org.ifPresent(slug -> variables.put(ORG, slug.value()));
        boolean unnamed = read(file, variables) instanceof LoadResult.Problems(List<Problem> problems)
                && problems.stream().allMatch(Problem::namesNoApps);
        Map<String, String> standIn = new TreeMap<>(variables);
        standIn.put(ORG, "personal");
        if (unnamed && read(file, standIn) instanceof LoadResult.Loaded(HangarSettings settings)) {
            variables.putAll(covered(tokens.apply(settings).covered()));
        }
        return load(file, variables);
    }

    /// Variables that name what tokens cover; none where Fly does not tell.
    private static Map<String, String> covered(Answer<List<TokenSource.Covered>> answer) throws CliFailure {
        List<TokenSource.Covered> tokens = switch (answer) {
            case Answer.Ok<List<TokenSource.Covered>>(List<TokenSource.Covered> its) -> its;
            case Answer.Failed<List<TokenSource.Covered>>(Failure failure) ->
                throw new CliFailure(
                        "nothing says which apps are meant (--org, HANGAR_ORG or HANGAR_APP), and the token"
                                + " could not be asked what it covers: " + failure + "; hangar doctor tells more");
        };
        SortedSet<OrgSlug> orgs =
                tokens.stream().flatMap(token -> token.org().stream()).collect(Collectors.toCollection(TreeSet::new));
        if (orgs.size() > 1) {
            throw new CliFailure(
                    "the token covers " + orgs.size() + " organizations: "
                            + orgs.stream().map(OrgSlug::value).collect(Collectors.joining(", "))
                            + "; choose one with --org",
                    CommandFactory.WRONG_USAGE);
        }
        Map<String, String> variables = new TreeMap<>();
        orgs.forEach(org -> variables.put(ORG, org.value()));
        if (!orgs.isEmpty() && tokens.stream().noneMatch(token -> token.apps().isEmpty())) {
            variables.put(
                    "HANGAR_APP",
                    tokens.stream()
                            .flatMap(token -> token.apps().stream())
                            .map(AppName::value)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
        return variables;
    }

    private static LoadResult read(Optional<Path> file, Map<String, String> environment) {
        return ConfigLoader.load(file, environment, Path.of(""));
    }

    private static HangarSettings load(Optional<Path> file, Map<String, String> environment) throws CliFailure {
        return switch (read(file, environment)) {
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
