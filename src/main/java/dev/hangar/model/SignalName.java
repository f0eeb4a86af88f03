package dev.hangar.model;

/// Name of a signal: an input series that a policy scales on.
public record SignalName(String value) implements Comparable<SignalName> {
    public SignalName {
        Text.required(value, "signal name");
    }

    @Override
    public int compareTo(SignalName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
