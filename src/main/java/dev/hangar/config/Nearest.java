package dev.hangar.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the name that somebody may have meant.
public final class Nearest {
    private Nearest() {}

    /// The nearest of `known`; empty when none is near. A third of the letters may differ, and two always may.
    public static Optional<String> to(String name, Stream<String> known) {
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
