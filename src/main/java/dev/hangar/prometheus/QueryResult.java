package dev.hangar.prometheus;

import java.util.List;
import java.util.Map;

/// What the server answered, read but not judged.
///
/// @param series in the server's order
/// @param caveats warnings, and a line when the server marked the answer partial; empty for a whole answer
record QueryResult(List<Series> series, List<String> caveats) {
    QueryResult {
        series = List.copyOf(series);
        caveats = List.copyOf(caveats);
    }

    /// @param labels label set
    /// @param points ascending
    record Series(Map<String, String> labels, List<Point> points) {}

    /// @param atMillis Unix time in milliseconds
    /// @param value any double; NaN where the server sent something that is no plain number
    record Point(long atMillis, double value) {}
}
