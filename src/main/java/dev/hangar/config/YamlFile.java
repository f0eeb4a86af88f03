package dev.hangar.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads a YAML file into a tree of texts with line numbers. Messages name lines and never quote the file: it may hold
/// a token.
final class YamlFile {
    /// Deeper than any key; ends files whose aliases point at themselves.
    private static final int DEEPEST = 12;

    private final String name;
    private final ProblemCollector problems;

    private YamlFile(String name, ProblemCollector problems) {
        this.name = name;
        this.problems = problems;
    }

    /// The root of the file; an empty section when it cannot be read, which is then among `problems`.
    static Node.Section read(Path file, ProblemCollector problems) {
        return new YamlFile(String.valueOf(file.getFileName()), problems).read(file);
    }

    private Node.Section read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader text = Files.newBufferedReader(file)) {
            org.yaml.snakeyaml.nodes.Node root = new Yaml(options).compose(text);
            if (root == null) {
                return Node.Section.NONE;
            }
            Node node = node(root, 0);
            if (node instanceof Node.Section section) {
                return section;
            }
            problems.add(Problem.of(name, "must begin with the section hangar:"));
        } catch (MarkedYAMLException e) {
            String line = e.getProblemMark() == null
                    ? ""
                    : " in line " + (e.getProblemMark().getLine() + 1);
            problems.add(Problem.of(name, "is not valid YAML" + line + ": " + e.getProblem()));
        } catch (YAMLException e) {
            problems.add(Problem.of(name, "is not valid YAML"));
        } catch (NoSuchFileException e) {
            problems.add(Problem.of(file.toString(), "there is no such file"));
        } catch (IOException e) {
            problems.add(Problem.of(
                    file.toString(), "cannot be read: " + e.getClass().getSimpleName()));
        }
        return Node.Section.NONE;
    }

    private Node node(org.yaml.snakeyaml.nodes.Node yaml, int depth) {
        int line = yaml.getStartMark().getLine() + 1;
        if (depth > DEEPEST) {
            problems.add(Problem.of(name + " line " + line, "is nested too deep"));
            return new Node.Empty(line);
        }
        if (yaml instanceof MappingNode mapping) {
            return section(mapping, line, depth);
        }
        if (yaml instanceof SequenceNode sequence) {
            List<Node> nodes = new ArrayList<>();
            sequence.getValue().forEach(entry -> nodes.add(node(entry, depth + 1)));
            return new Node.Items(List.copyOf(nodes), line);
        }
        return yaml instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? new Node.Scalar(scalar.getValue(), line)
                : new Node.Empty(line);
    }

    private Node.Section section(MappingNode mapping, int line, int depth) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(Problem.of(name + " line " + keyLine, "a key must be a text"));
            } else if (nodes.putIfAbsent(key.getValue(), node(tuple.getValueNode(), depth + 1)) != null) {
                problems.add(Problem.of(name + " line " + keyLine, "key " + key.getValue() + " is there twice"));
            }
        }
        return new Node.Section(nodes, line);
    }
}
