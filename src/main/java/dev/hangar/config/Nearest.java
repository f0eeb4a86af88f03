package dev.hangar.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds names that somebody may have meant. A third of the letters may differ, and two always may.
public final class Nearest {
    private static final int MOST = 3;
    private static final int LONG_ENOUGH = 3;

    private Nearest() {}

    /// The nearest of `known`; empty when none is near.
    public static Optional<String> to(String name, Stream<String> known) {
        int limit = limit(name);
        return known.filter(candidate -> distance(name, candidate) <= limit)
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// At most three of `names` that are near to what was `typed`, in capitals or not, the nearest first; a name that
    /// holds it as a part is near as well.
    public static List<String> of(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int limit = limit(wanted);
        return names.stream()
                .distinct()
                .filter(name -> loosely(wanted, name) <= limit)
                .sorted(Comparator.comparingInt((String name) -> loosely(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static int limit(String name) {
        return Math.max(2, name.length() / 3);
    }

    private static int loosely(String wanted, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        boolean inside = wanted.length() >= LONG_ENOUGH && other.contains(wanted);
        return inside ? Math.min(1, distance(wanted, other)) : distance(wanted, other);
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
