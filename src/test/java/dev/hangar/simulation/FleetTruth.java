package dev.hangar.simulation;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// What is true of one fleet by the scenario alone, told apart from the policy under test.
///
/// @param app name of the app
/// @param group process group
/// @param kind what it is used for
/// @param floor the user's total floor
/// @param regionFloors the user's floors by region
/// @param serviceFloor the service's own, in the primary region `iad`; 0 for none
/// @param staysUp whether nothing could wake it from zero, or its owner did not agree to zero
/// @param untouchable names of machines that must never be written to
/// @param stepDown most machines put to sleep in one pass
/// @param budget most machines put to sleep within the window
/// @param budgetSeconds the window
/// @param windowSeconds stabilization window
/// @param most machines that may exist when one is made; empty where none may be made
record FleetTruth(
        String app,
        String group,
        Kind kind,
        OptionalInt floor,
        Map<String, Integer> regionFloors,
        int serviceFloor,
        boolean staysUp,
        Set<String> untouchable,
        int stepDown,
        int budget,
        long budgetSeconds,
        long windowSeconds,
        OptionalInt most) {
    /// What a fleet is used for.
    enum Kind {
        WEB,
        WORKER,
        LEFT_ALONE
    }

    String id() {
        return app + "/" + group;
    }

    /// Least machines that serve in a region.
    int leastIn(String region) {
        int own = floor.isEmpty() && region.equals("iad") && !regionFloors.containsKey("iad") ? serviceFloor : 0;
        return Math.max(own, regionFloors.getOrDefault(region, 0));
    }

    /// Machines that must be started where there are as many.
    int floorAsked() {
        int regions = regionFloors.values().stream().mapToInt(Integer::intValue).sum();
        if (floor.isEmpty() && !regionFloors.containsKey("iad")) {
            regions += serviceFloor;
        }
        return Math.max(floor.orElse(0), regions);
    }

    /// Least machines that serve in all.
    int least() {
        return Math.max(floorAsked(), staysUp ? 1 : 0);
    }
}
