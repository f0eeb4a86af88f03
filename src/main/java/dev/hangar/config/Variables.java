package dev.hangar.config;

import dev.hangar.config.Values.Entry;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The environment. Every key below `hangar` and below `hangar.policy` has a variable; signals and the layers of orgs
/// and apps live in the file only. An empty variable counts as unset. Values of unknown variables are never shown: a
/// misspelt name may hold a token.
final class Variables {
    private static final String PREFIX = "HANGAR_";
    static final String CONFIG = "HANGAR_CONFIG";
    private static final String REGION = Key.variable("policy.regions.");

    /// Read by the launcher and by the build.
    private static final Set<String> NOT_OURS =
            Set.of("HANGAR_JAVA_HOME", "HANGAR_JAVA_OPTS", "HANGAR_MAVEN_HOME", "HANGAR_ON_JDK25");

    private final Map<String, String> environment;
    private final SectionReader reader;

    Variables(Map<String, String> environment, SectionReader reader) {
        Map<String, String> set = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (!value.isBlank()) {
                set.put(name, value);
            }
        });
        this.environment = set;
        this.reader = reader;
    }

    /// Values of the keys directly below `hangar`.
    Values top() {
        return read("", Keys.TOP);
    }

    /// What Fly's own variables say: weaker than our variables and the file.
    Values flysOwn() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        fallback(Keys.FLY_TOKEN, "FLY_API_TOKEN", entries);
        fallback(Keys.FLY_BASE_URL, "FLY_FLAPS_BASE_URL", entries);
        return new Values(entries);
    }

    private void fallback(Key<?> key, String variable, Map<String, Entry> entries) {
        text(variable)
                .flatMap(text -> reader.value(key, "hangar." + key.path(), text, variable))
                .ifPresent(entry -> entries.put(key.path(), entry));
    }

    /// Values of the keys below `hangar.policy`, floors by region among them.
    Values policy() {
        Map<String, Entry> entries =
                new LinkedHashMap<>(read("policy.", Keys.POLICY).entries());
        environment.forEach((name, value) -> {
            if (name.startsWith(REGION) && name.length() > REGION.length()) {
                String path = Values.REGIONS + name.substring(REGION.length()).toLowerCase(Locale.ROOT);
                reader.value(Keys.REGION_FLOOR, "hangar.policy." + path, value, name)
                        .ifPresent(entry -> entries.put(path, entry));
            }
        });
        return new Values(entries);
    }

    private Values read(String prefix, Iterable<Key<?>> keys) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            String path = prefix + key.path();
            String variable = Key.variable(path);
            text(variable)
                    .flatMap(text -> reader.value(key, "hangar." + path, text, variable))
                    .ifPresent(entry -> entries.put(key.path(), entry));
        }
        return new Values(entries);
    }

    Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable));
    }

    /// Unknown variables of ours become problems.
    void requireKnown() {
        for (String name : environment.keySet()) {
            boolean known = names().anyMatch(name::equals)
                    || NOT_OURS.contains(name)
                    || (name.startsWith(REGION) && name.length() > REGION.length());
            if (name.startsWith(PREFIX) && !known) {
                reader.problems().add(Problem.of(name, explanation(name)));
            }
        }
    }

    private static String explanation(String name) {
        String ours = name.substring(PREFIX.length());
        return ProblemCollector.unknown(
                "variable", PREFIX, ours, names().map(known -> known.substring(PREFIX.length())));
    }

    private static Stream<String> names() {
        Stream<String> top = Keys.TOP.stream().map(key -> Key.variable(key.path()));
        Stream<String> policy = Keys.POLICY.stream().map(key -> Key.variable("policy." + key.path()));
        return Stream.of(top, policy, Stream.of(CONFIG)).flatMap(stream -> stream);
    }
}
