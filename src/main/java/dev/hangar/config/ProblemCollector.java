package dev.hangar.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Collects problems; nothing stops at the first one.
final class ProblemCollector {
    private final List<Problem> all = new ArrayList<>();

    void add(Problem problem) {
        if (!all.contains(problem)) {
            all.add(problem);
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Problem> list() {
        return List.copyOf(all);
    }

    /// `unknown …; did you mean …?`, where something known is near. `prefix` stands in front of every name.
    static String unknown(String what, String prefix, String name, Stream<String> known) {
        return "unknown " + what
                + Nearest.to(name, known)
                        .map(near -> "; did you mean " + prefix + near + "?")
                        .orElse("");
    }
}
