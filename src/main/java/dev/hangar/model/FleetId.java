package dev.hangar.model;

import java.util.Comparator;

/// A fleet: the machines of one app and one process group.
public record FleetId(AppName app, ProcessGroup group) implements Comparable<FleetId> {
    private static final Comparator<FleetId> ORDER =
            Comparator.comparing(FleetId::app).thenComparing(FleetId::group);

    @Override
    public int compareTo(FleetId other) {
        return ORDER.compare(this, other);
    }

    /// `app/group`, as reports and logs show it.
    @Override
    public String toString() {
        return app + "/" + group;
    }
}
