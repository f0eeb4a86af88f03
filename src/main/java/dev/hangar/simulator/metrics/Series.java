package dev.hangar.simulator.metrics;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Identity of a time series: its name and labels.
record Series(String name, SortedMap<String, String> labels) {
    Series {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /// Labels given as name, value, name, value.
    static Series of(String name, String... labels) {
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i + 1 < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return new Series(name, map);
    }

    Series with(String label, String value) {
        SortedMap<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new Series(name, more);
    }
}
