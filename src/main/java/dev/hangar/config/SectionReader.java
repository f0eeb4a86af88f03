package dev.hangar.config;

import dev.hangar.config.Values.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads one section of the file by a list of keys. Unknown keys and impossible values become problems.
///
/// @param file name of the file, for messages
/// @param problems where they go
record SectionReader(String file, ProblemCollector problems) {
    /// The keys that `section` names, and nested sections below it.
    ///
    /// @param prefix full path of the section
    /// @param elsewhere paths that somebody else reads
    Values read(Node.Section section, String prefix, List<Key<?>> keys, Set<String> elsewhere) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        walk(section, new Walk(prefix, keys, elsewhere, entries), "");
        return new Values(entries);
    }

    private record Walk(String prefix, List<Key<?>> keys, Set<String> elsewhere, Map<String, Entry> entries) {
        Stream<String> known() {
            return Stream.concat(keys.stream().map(Key::path), elsewhere.stream());
        }
    }

    private void walk(Node.Section section, Walk walk, String above) {
        section.nodes().forEach((name, node) -> {
            String path = above + name;
            Optional<Key<?>> key = walk.keys().stream()
                    .filter(known -> known.path().equals(path))
                    .findFirst();
            if (key.isPresent()) {
                value(key.get(), path, walk.prefix() + "." + path, node)
                        .ifPresent(entry -> walk.entries().put(path, entry));
            } else if (walk.known().anyMatch(known -> known.startsWith(path + "."))) {
                walk(section(node, walk.prefix() + "." + path), walk, path + ".");
            } else if (!walk.elsewhere().contains(path)) {
                String full = walk.prefix() + "." + path;
                String explanation = ProblemCollector.unknown("key", walk.prefix() + ".", path, walk.known());
                problems.add(Problem.at(full, explanation, source(node)));
            }
        });
    }

    /// `node` as a section; an empty one where nothing or something else stands, the latter a problem.
    Node.Section section(Node node, String path) {
        return switch (node) {
            case Node.Section section -> section;
            case Node.Empty empty -> Node.Section.NONE;
            case Node.Scalar scalar -> notASection(path, scalar);
            case Node.Items items -> notASection(path, items);
        };
    }

    /// The sections below `parent` by name, such as those of `apps`.
    Map<String, Node.Section> sections(Node.Section parent, String name, String prefix) {
        Map<String, Node.Section> sections = new LinkedHashMap<>();
        section(parent, name, prefix).nodes().forEach((key, node) -> {
            sections.put(key, section(node, prefix + "." + name + "." + key));
        });
        return sections;
    }

    /// The section `name` below `parent`; empty where there is none.
    Node.Section section(Node.Section parent, String name, String prefix) {
        return Optional.ofNullable(parent.nodes().get(name))
                .map(node -> section(node, prefix + "." + name))
                .orElse(Node.Section.NONE);
    }

    private Node.Section notASection(String path, Node node) {
        problems.add(Problem.at(path, "must be a section with keys below it", source(node)));
        return Node.Section.NONE;
    }

    /// One value from the file.
    Optional<Entry> value(Key<?> key, String path, String full, Node node) {
        return switch (node) {
            case Node.Scalar scalar -> value(key, full, scalar.text(), source(node));
            case Node.Empty empty -> wrong(full, "has no value: give one, or remove the key", node);
            case Node.Section section -> wrong(full, "must be " + key.kind().allowed(), node);
            case Node.Items items -> list(key, full, items);
        };
    }

    private Optional<Entry> list(Key<?> key, String full, Node.Items items) {
        boolean texts = items.nodes().stream().allMatch(Node.Scalar.class::isInstance);
        if (key.kind().type() != AppFilter.class || !texts) {
            return wrong(full, "must be " + key.kind().allowed(), items);
        }
        String joined = items.nodes().stream()
                .map(node -> node instanceof Node.Scalar scalar ? scalar.text() : "")
                .collect(Collectors.joining(","));
        return value(key, full, joined, source(items));
    }

    private Optional<Entry> wrong(String full, String explanation, Node node) {
        problems.add(Problem.at(full, explanation, source(node)));
        return Optional.empty();
    }

    /// One value, wherever it comes from.
    Optional<Entry> value(Key<?> key, String full, String text, String source) {
        // On one line, whatever was pasted.
        String shown = key.kind().shown().apply(text.strip()).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        Given given = new Given(full, shown, source);
        Optional<?> parsed = key.kind().read(text);
        if (parsed.isEmpty()) {
            problems.add(Problem.of(given, "must be " + key.kind().allowed()));
        }
        return parsed.map(value -> new Entry(value, given));
    }

    String source(Node node) {
        return file + " line " + node.line();
    }
}
