package dev.hangar.simulator.metrics;

import java.util.Collections;
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

    String name() {
        return name;
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
