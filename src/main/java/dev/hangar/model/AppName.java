package dev.hangar.model;

/// Name of a Fly app: unique over all of Fly.
public record AppName(String value) implements Comparable<AppName> {
    public AppName {
        Text.required(value, "app name");
    }

    @Override
    public int compareTo(AppName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
