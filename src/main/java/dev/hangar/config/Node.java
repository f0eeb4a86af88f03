package dev.hangar.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A YAML document without its types: every value is text until a key says how to read it.
sealed interface Node {
    /// Line in the file, from 1.
    int line();

    /// A text, however YAML would type it.
    record Scalar(String text, int line) implements Node {}

    /// A key without a value.
    record Empty(int line) implements Node {}

    record Items(List<Node> nodes, int line) implements Node {}

    /// @param nodes in the order of the file
    record Section(Map<String, Node> nodes, int line) implements Node {
        static final Section NONE = new Section(Map.of(), 0);

        public Section {
            nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        }
    }
}
