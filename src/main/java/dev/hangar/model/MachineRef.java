package dev.hangar.model;

import java.util.Comparator;

/// Address of a Machine in the API: its app and its id.
public record MachineRef(AppName app, MachineId id) implements Comparable<MachineRef> {
    private static final Comparator<MachineRef> ORDER =
            Comparator.comparing(MachineRef::app).thenComparing(MachineRef::id);

    public static MachineRef of(Machine machine) {
        return new MachineRef(machine.fleet().app(), machine.id());
    }

    @Override
    public int compareTo(MachineRef other) {
        return ORDER.compare(this, other);
    }

    /// `app/id`.
    @Override
    public String toString() {
        return app + "/" + id;
    }
}
