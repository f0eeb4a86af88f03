package dev.hangar.model;

/// Identifier of a Fly Machine: stable over updates and host migration (facts 1.3).
public record MachineId(String value) implements Comparable<MachineId> {
    public MachineId {
        Text.required(value, "machine id");
    }

    @Override
    public int compareTo(MachineId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
