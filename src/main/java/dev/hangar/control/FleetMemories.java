package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The memories of all fleets. Bounded by the fleets that exist: what disappears is forgotten.
public final class FleetMemories {
    private final Map<FleetId, FleetMemory> byFleet = new ConcurrentHashMap<>();

    public FleetMemory of(FleetId fleet) {
        return byFleet.getOrDefault(fleet, FleetMemory.NEW);
    }

    public boolean knows(FleetId fleet) {
        return byFleet.containsKey(fleet);
    }

    public void put(FleetId fleet, FleetMemory memory) {
        byFleet.put(fleet, memory);
    }

    /// Forgets the fleets of `app` that are not among `present`.
    void retain(AppName app, Set<FleetId> present) {
        byFleet.keySet().removeIf(fleet -> fleet.app().equals(app) && !present.contains(fleet));
    }

    /// Fleets that are remembered.
    public Set<FleetId> fleets() {
        return Set.copyOf(byFleet.keySet());
    }

    /// Forgets every app that is not among `apps`.
    public void retainApps(Collection<AppName> apps) {
        byFleet.keySet().removeIf(fleet -> !apps.contains(fleet.app()));
    }
}
