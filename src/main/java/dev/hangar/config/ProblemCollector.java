package dev.hangar.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
                + nearest(name, known)
                        .map(near -> "; did you mean " + prefix + near + "?")
                        .orElse("");
    }

    /// A third of the letters may differ, and two always may.
    private static Optional<String> nearest(String name, Stream<String> known) {
        int limit = Math.max(2, name.length() / 3);
        return known.filter(candidate -> distance(name, candidate) <= limit)
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Levenshtein distance: insertions, deletions and replacements of single letters.
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[right.length()];
    }
}
