package dev.hangar.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Names that somebody may have meant.
public final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /// At most three of `names` that are near to what was `typed`, the nearest first: a few letters apart, or with it
    /// inside.
    public static List<String> of(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int far = Math.max(2, wanted.length() / 3);
        return names.stream()
                .distinct()
                .filter(name -> distance(wanted, name) <= far)
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static int distance(String wanted, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        boolean inside = wanted.length() >= 3 && other.contains(wanted);
        return inside ? Math.min(1, edits(wanted, other)) : edits(wanted, other);
    }

    /// Letters to insert, drop or replace until one is the other.
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
