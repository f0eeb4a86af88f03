package dev.hangar.config;

import dev.hangar.model.Region;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values that one layer names: sparse, read, and each with its origin.
///
/// @param entries by path below the layer's section, in the order they were given
record Values(Map<String, Entry> entries) {
    static final Values NONE = new Values(Map.of());
    static final String REGIONS = "regions.";

    /// @param parsed value of the key's own type
    /// @param given what was written
    record Entry(Object parsed, Given given) {}

    Values {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// What this layer says of a key.
    <T> Optional<T> named(Key<T> key) {
        return entry(key).map(entry -> key.kind().type().cast(entry.parsed()));
    }

    /// The value in force: named, else the default.
    <T> Optional<T> get(Key<T> key) {
        return named(key).or(key::fallbackValue);
    }

    /// The value in force of a key that has a default.
    <T> T required(Key<T> key) {
        return get(key).orElseThrow(() -> new IllegalStateException("this is a bug: no default for " + key.path()));
    }

    Optional<Entry> entry(Key<?> key) {
        return Optional.ofNullable(entries.get(key.path()));
    }

    /// Floors by region.
    SortedMap<Region, Integer> regionFloors() {
        SortedMap<Region, Integer> floors = new TreeMap<>();
        entries.forEach((path, entry) -> {
            if (path.startsWith(REGIONS) && entry.parsed() instanceof Integer floor) {
                floors.put(new Region(path.substring(REGIONS.length())), floor);
            }
        });
        return floors;
    }

    /// This layer with `later` above it: what `later` names wins, key by key.
    Values overlaidBy(Values later) {
        Map<String, Entry> merged = new LinkedHashMap<>(entries);
        merged.putAll(later.entries);
        return new Values(merged);
    }
}
