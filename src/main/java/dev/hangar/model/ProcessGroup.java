package dev.hangar.model;

/// Name of a process group of an app; `app` when the app declares none.
public record ProcessGroup(String value) implements Comparable<ProcessGroup> {
    public ProcessGroup {
        Text.required(value, "process group");
    }

    @Override
    public int compareTo(ProcessGroup other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
