package dev.hangar.simulator.world;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.model.MicroDollars;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// The figures of one world since its start.
///
/// @param apps by app
/// @param machines how many machines are in each state now, by app
public record Tally(SortedMap<AppName, AppTally> apps, SortedMap<AppName, Map<MachineState, Integer>> machines) {
    public Tally {
        apps = Collections.unmodifiableSortedMap(new TreeMap<>(apps));
        machines = Collections.unmodifiableSortedMap(new TreeMap<>(machines));
    }

    /// What all apps cost.
    public MicroDollars spent() {
        return apps.values().stream().map(AppTally::spent).reduce(MicroDollars.ZERO, MicroDollars::plus);
    }

    /// Requests offered to all apps.
    public long requests() {
        return sum(AppTally::requests);
    }

    /// Requests that met no machine with room.
    public long lateRequests() {
        return sum(AppTally::lateRequests);
    }

    /// Jobs that waited too long.
    public long lateJobs() {
        return sum(AppTally::lateJobs);
    }

    /// Requests and jobs that were cut off.
    public long interruptions() {
        return sum(AppTally::interruptions);
    }

    private long sum(ToLongFunction<AppTally> figure) {
        return apps.values().stream().mapToLong(figure).sum();
    }
}
