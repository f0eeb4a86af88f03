package dev.hangar.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// One alert of the rule file.
///
/// @param group group that it is evaluated in
/// @param keys keys of the entry as written
/// @param name name of the alert; empty for an entry that is none
/// @param lasting how long it must hold, such as `5m`; `0s` where nothing is written
record AlertRule(
        String group,
        Set<String> keys,
        String name,
        String expr,
        String lasting,
        Map<String, String> labels,
        Map<String, String> annotations) {
    static final Path FILE = Path.of("grafana/alerts/hangar.rules.yml");

    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

    /// All of them, in the order of the file.
    static List<AlertRule> all() {
        return list(at(root(), "groups")).stream()
                .map(AlertRule::map)
                .flatMap(group ->
                        list(at(group, "rules")).stream().map(rule -> of(String.valueOf(group.get("name")), map(rule))))
                .toList();
    }

    private static AlertRule of(String group, Map<?, ?> rule) {
        return new AlertRule(
                group,
                rule.keySet().stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new)),
                text(rule, "alert", ""),
                text(rule, "expr", "").strip(),
                text(rule, "for", "0s"),
                texts(at(rule, "labels")),
                texts(at(rule, "annotations")));
    }

    /// Whether each of its alerts is about one fleet: by what it groups first.
    boolean isOfAFleet() {
        Matcher grouping = GROUPING.matcher(expr);
        return grouping.find() && grouping.group(1).contains("fleet_app");
    }

    /// Text of an annotation, a template.
    String annotation(String key) {
        return Objects.requireNonNull(annotations.get(key), key);
    }

    /// Page that says what to do; a path of the repository.
    String runbook() {
        return annotations.getOrDefault("runbook_url", "");
    }

    static Map<?, ?> root() {
        try {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object at(Map<?, ?> of, String key) {
        return Objects.requireNonNull(of.get(key), key);
    }

    static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static String text(Map<?, ?> of, String key, String fallback) {
        Object value = of.get(key);
        return value == null ? fallback : String.valueOf(value);
    }

    private static Map<String, String> texts(Object of) {
        return map(of).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }

    @Override
    public String toString() {
        return name;
    }
}
