package dev.hangar.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The largest of the values seen within a window of time, as an immutable value.
///
/// Kept as the entries that can still become the maximum: times ascend, values strictly descend. So the memory is
/// bounded by the number of distinct values, not by the length of the window.
///
/// @param entries oldest and largest first
public record MaxWindow(List<Entry> entries) {
    public static final MaxWindow EMPTY = new MaxWindow(List.of());

    /// One value with the last time it was seen.
    public record Entry(Instant at, int value) {}

    public MaxWindow {
        entries = List.copyOf(entries);
    }

    /// The window after `value` was seen at `at`; entries older than `length` fall out, one exactly that old stays.
    public MaxWindow with(Instant at, int value, Duration length) {
        List<Entry> kept = new ArrayList<>();
        Instant oldest = at.minus(length);
        for (Entry entry : entries) {
            // A clock that went back leaves entries of the future: they are dropped like old ones.
            boolean inside = !entry.at().isBefore(oldest) && !entry.at().isAfter(at);
            if (inside && entry.value() > value) {
                kept.add(entry);
            }
        }
        kept.add(new Entry(at, value));
        return new MaxWindow(kept);
    }

    /// The largest value; 0 when nothing was seen.
    public int max() {
        return entries.isEmpty() ? 0 : entries.getFirst().value();
    }
}
