package dev.hangar.config;

import dev.hangar.cost.PriceList;
import dev.hangar.model.OrgSlug;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The one entry to the configuration, for the command line and for the daemon: `hangar.yaml` and the environment to
/// settings, or to every problem at once.
///
/// Strongest first: `HANGAR_*` variables, the file, Fly's own variables (`FLY_API_TOKEN`, `FLY_FLAPS_BASE_URL`),
/// defaults.
public final class ConfigLoader {
    private static final Set<String> SECTIONS = Set.of("signals", "policy", "orgs", "apps");

    private ConfigLoader() {}

    /// Loads and checks everything. Reads nothing but the file, the price table that it may name, and its arguments.
    ///
    /// @param file the file that `--config` names; else `HANGAR_CONFIG` counts, else `hangar.yaml` in `directory`
    /// @param environment variables by name
    /// @param directory working directory
    public static LoadResult load(Optional<Path> file, Map<String, String> environment, Path directory) {
        ProblemCollector problems = new ProblemCollector();
        Optional<Path> found = find(file, environment, directory);
        String name = found.map(path -> String.valueOf(path.getFileName())).orElse("hangar.yaml");
        SectionReader reader = new SectionReader(name, problems);
        Optional<Node.Section> read = found.map(path -> YamlFile.read(path, problems));
        boolean readable = problems.isEmpty();
        Node.Section root = read.map(section -> hangar(section, reader)).orElse(Node.Section.NONE);
        Variables variables = new Variables(environment, reader);

        Values written = reader.read(root, "hangar", Keys.TOP, SECTIONS);
        Map<String, Values> signals = new SignalReader(reader).read(root);
        PolicyReader policies = new PolicyReader(reader, signals.keySet());
        Values policy = policies.policy(root, "hangar");
        SortedMap<OrgSlug, Values> orgs = policies.orgs(root);
        List<PolicyBook.AppLayer> apps = policies.apps(root);
        Values top = variables.flysOwn().overlaidBy(written).overlaidBy(variables.top());
        variables.requireKnown();

        SettingsBuilder settings = new SettingsBuilder(top, problems, variables);
        PolicyBook book = new PolicyBook(
                policy.overlaidBy(variables.policy()), orgs, apps, settings.self(), FormulaCheck.of(signals.keySet()));
        if (readable) {
            // Else it may well be in the file.
            settings.requireWhatIsMissing();
        }
        PriceList prices = settings.prices(directory);
        new PolicyCheck(book, problems, top.required(Keys.BLAST_RADIUS_LEAST)).run();
        return problems.isEmpty()
                ? new LoadResult.Loaded(settings.build(signals, book, prices))
                : new LoadResult.Problems(problems.list());
    }

    /// The file that counts, whether it exists or not; empty where no file is named and there is no `hangar.yaml`.
    /// Parameters as in [#load].
    public static Optional<Path> find(Optional<Path> file, Map<String, String> environment, Path directory) {
        return file.or(() -> Optional.ofNullable(environment.get(Variables.CONFIG))
                        .filter(path -> !path.isBlank())
                        .map(Path::of))
                .map(directory::resolve)
                .or(() -> Optional.of(directory.resolve("hangar.yaml")).filter(Files::exists));
    }

    private static Node.Section hangar(Node.Section file, SectionReader reader) {
        file.nodes().forEach((key, node) -> {
            if (!key.equals("hangar")) {
                reader.problems()
                        .add(Problem.at(key, "unknown key; every key lives below hangar:", reader.source(node)));
            }
        });
        return reader.section(file, "hangar", reader.file());
    }
}
