package dev.hangar.model;

/// Code of a Fly region, such as `iad`.
public record Region(String value) implements Comparable<Region> {
    public Region {
        Text.required(value, "region");
    }

    @Override
    public int compareTo(Region other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
