package dev.hangar.simulator.metrics;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Identity of a time series: its name and labels. Knows its hash, as keys of many maps should.
final class Series {
    private final String name;
    private final SortedMap<String, String> labels;
    private final int hash;

    private Series(String name, SortedMap<String, String> labels) {
        this.name = name;
        this.labels = labels;
        hash = 31 * name.hashCode() + labels.hashCode();
    }

    /// Labels given as name, value, name, value.
    static Series of(String name, String... labels) {
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i + 1 < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return new Series(name, Collections.unmodifiableSortedMap(map));
    }

    /// The same labels below another name.
    Series named(String other) {
        return new Series(other, labels);
    }

    Series with(String label, String value) {
        SortedMap<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new Series(name, Collections.unmodifiableSortedMap(more));
    }

    /// The labels of this name, and no name.
    Series only(Set<String> wanted) {
        SortedMap<String, String> fewer = new TreeMap<>();
        for (String label : wanted) {
            String value = label(label);
            if (!value.isEmpty()) {
                fewer.put(label, value);
            }
        }
        return new Series("", Collections.unmodifiableSortedMap(fewer));
    }

    /// The other labels, and no name.
    Series without(Set<String> unwanted) {
        SortedMap<String, String> fewer = new TreeMap<>(labels);
        fewer.keySet().removeAll(unwanted);
        return new Series("", Collections.unmodifiableSortedMap(fewer));
    }

    String name() {
        return name;
    }

    /// Value of a label; empty where it has none.
    String label(String label) {
        return labels.getOrDefault(label, "");
    }

    SortedMap<String, String> labels() {
        return labels;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Series that
                        && hash == that.hash
                        && name.equals(that.name)
                        && labels.equals(that.labels));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name + labels;
    }
}
