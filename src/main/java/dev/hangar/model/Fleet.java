package dev.hangar.model;

import java.util.List;

/// The machines of one app and process group as last seen, in their total order.
///
/// @param id app and process group
/// @param app the app as listed
/// @param machines sorted, without duplicates
public record Fleet(FleetId id, App app, List<Machine> machines) {
    public Fleet {
        machines = machines.stream().sorted().toList();
        if (machines.stream().map(Machine::id).distinct().count() != machines.size()) {
            throw new IllegalArgumentException("fleet " + id + " lists a machine twice");
        }
    }
}
