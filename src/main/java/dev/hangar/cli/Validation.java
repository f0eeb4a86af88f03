package dev.hangar.cli;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.Mode;
import dev.hangar.config.PolicyBook;
import dev.hangar.config.Problem;
import dev.hangar.model.OrgSlug;
import dev.hangar.report.SafeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a look at the configuration alone tells.
///
/// @param name the file, or what stands for it
/// @param result what became of it; a missing token is not among its problems
/// @param withoutToken whether `run` would miss a token
record Validation(String name, LoadResult result, boolean withoutToken) {
    private static final String TOKEN = "hangar.fly.token";

    /// The weakest source of a token, and a text that is none.
    private static final Map.Entry<String, String> STAND_IN = Map.entry("FLY_API_TOKEN", "none");

    /// Parameters as those of [ConfigLoader#load].
    static Validation of(Optional<Path> file, Map<String, String> environment, Path directory) {
        String name = ConfigLoader.find(file, environment, directory)
                .map(Path::toString)
                .orElse("variables and defaults (no hangar.yaml here)");
        LoadResult asRun = ConfigLoader.load(file, environment, directory);
        if (!(asRun instanceof LoadResult.Problems(List<Problem> problems))
                || problems.stream().noneMatch(Validation::isMissingToken)) {
            return new Validation(name, asRun, false);
        }
        Map<String, String> more = new HashMap<>(environment);
        more.put(STAND_IN.getKey(), STAND_IN.getValue());
        return new Validation(name, ConfigLoader.load(file, more, directory), true);
    }

    private static boolean isMissingToken(Problem problem) {
        return problem.key().equals(TOKEN)
                && problem.value().isEmpty()
                && problem.source().isEmpty();
    }

    boolean isValid() {
        return result instanceof LoadResult.Loaded;
    }

    /// @param unicode whether characters beyond ASCII may be shown
    List<String> lines(boolean unicode) {
        List<String> lines = new ArrayList<>();
        switch (result) {
            case LoadResult.Problems(List<Problem> problems) -> {
                lines.add(name + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
                problems.forEach(problem -> lines.add("  " + problem));
            }
            case LoadResult.Loaded(HangarSettings settings) -> {
                lines.add(name + ": valid");
                lines.addAll(summary(settings));
            }
        }
        if (withoutToken) {
            lines.add("  note      no token is set: run needs HANGAR_FLY_TOKEN (or FLY_API_TOKEN)");
        }
        return lines.stream().map(line -> SafeText.of(line, unicode)).toList();
    }

    private static List<String> summary(HangarSettings settings) {
        String signals =
                settings.signals().stream().map(query -> query.name().value()).collect(Collectors.joining(", "));
        return List.of(
                "  mode      " + mode(settings.mode()),
                "  apps      " + apps(settings),
                "  policies  " + policies(settings.policies().outline()),
                "  signals   " + signals);
    }

    private static String mode(Mode mode) {
        return switch (mode) {
            case OBSERVE -> "observe, the dry run: nothing is changed at Fly";
            case ACT -> "act: plans are carried out";
        };
    }

    private static String apps(HangarSettings settings) {
        String patterns = settings.apps().toString();
        String org =
                settings.org().map(OrgSlug::value).map(slug -> " of " + slug).orElse("");
        return (patterns.equals("*") ? "every app" : patterns.replace(",", ", ")) + org;
    }

    private static String policies(PolicyBook.Outline outline) {
        List<String> parts = new ArrayList<>(List.of("the one for all"));
        part(parts, outline.orgs(), "organization", "organizations");
        part(parts, outline.apps(), "app pattern", "app patterns");
        part(parts, outline.groups(), "process group", "process groups");
        return (1
                        + outline.orgs().size()
                        + outline.apps().size()
                        + outline.groups().size()) + ": " + String.join("; ", parts);
    }

    private static void part(List<String> parts, List<String> names, String one, String many) {
        if (!names.isEmpty()) {
            parts.add(names.size() + " " + (names.size() == 1 ? one : many) + " (" + String.join(", ", names) + ")");
        }
    }
}
