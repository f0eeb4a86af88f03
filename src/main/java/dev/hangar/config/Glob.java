package dev.hangar.config;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;

/// A pattern of app names: `*` stands for any text, also none. Ordered from the least to the most specific: by the
/// number of literal characters, then by text; exact names come last.
///
/// @param text such as `shop-*`
record Glob(String text) implements Comparable<Glob> {
    /// Stands for any text: nobody's pattern spells it, so it meets no exact name by accident.
    static final String ANY_TEXT = "any-other-0";

    private static final Pattern VALID = Pattern.compile("[a-z0-9_*-]+");
    private static final Comparator<Glob> ORDER = Comparator.comparing(Glob::isExact)
            .thenComparingLong(Glob::literals)
            .thenComparing(Glob::text);

    /// The pattern of a text; empty when no app name could match it.
    static Optional<Glob> parse(String text) {
        return VALID.matcher(text).matches() ? Optional.of(new Glob(text)) : Optional.empty();
    }

    boolean isExact() {
        return text.indexOf('*') < 0;
    }

    private long literals() {
        return text.chars().filter(symbol -> symbol != '*').count();
    }

    /// Linear in most cases: after a mismatch only the last `*` takes one letter more.
    boolean matches(String name) {
        int star = -1;
        int resume = 0;
        int at = 0;
        int index = 0;
        while (index < name.length()) {
            if (symbol(at) == '*') {
                star = at++;
                resume = index;
            } else if (at < text.length() && symbol(at) == name.charAt(index)) {
                at++;
                index++;
            } else if (star >= 0) {
                at = star + 1;
                index = ++resume;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(symbol -> symbol == '*');
    }

    /// A name that matches, with a text that nobody writes where each `*` stands.
    String witness() {
        return text.replace("*", ANY_TEXT);
    }

    /// The shortest name that matches both, if there is one. Walks the two patterns side by side: a state is how much
    /// of
    /// each is used up, so there are no more states than the product of their lengths.
    Optional<String> witnessWith(Glob other) {
        Queue<Meeting> open = new ArrayDeque<>();
        Set<Long> seen = new HashSet<>();
        open.add(new Meeting(0, 0, ""));
        while (!open.isEmpty()) {
            Meeting at = open.remove();
            if (!seen.add((long) at.left << 32 | at.right)) {
                continue;
            }
            boolean leftStar = symbol(at.left) == '*';
            boolean rightStar = other.symbol(at.right) == '*';
            if (at.left == text.length() && at.right == other.text.length()) {
                return Optional.of(at.name.isEmpty() ? "x" : at.name);
            }
            if (leftStar) {
                open.add(new Meeting(at.left + 1, at.right, at.name));
            }
            if (rightStar) {
                open.add(new Meeting(at.left, at.right + 1, at.name));
            }
            if (leftStar && !rightStar && at.right < other.text.length()) {
                open.add(new Meeting(at.left, at.right + 1, at.name + other.symbol(at.right)));
            } else if (rightStar && !leftStar && at.left < text.length()) {
                open.add(new Meeting(at.left + 1, at.right, at.name + symbol(at.left)));
            } else if (!leftStar && at.left < text.length() && symbol(at.left) == other.symbol(at.right)) {
                open.add(new Meeting(at.left + 1, at.right + 1, at.name + symbol(at.left)));
            }
        }
        return Optional.empty();
    }

    private char symbol(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private record Meeting(int left, int right, String name) {}

    @Override
    public int compareTo(Glob other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
