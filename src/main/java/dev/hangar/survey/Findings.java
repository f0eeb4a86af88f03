package dev.hangar.survey;

import dev.hangar.control.Usage;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a survey comes to.
///
/// @param bill what is paid for
/// @param advice what is worth telling, the most important first
/// @param lines by app: what was started and asked of it over time, for charts
/// @param capacities concurrency that one machine of a fleet takes, where its services tell
/// @param confidence how sure all of it is
public record Findings(
        Bill bill,
        List<Advice> advice,
        SortedMap<AppName, List<Usage.Point>> lines,
        SortedMap<FleetId, Integer> capacities,
        Optional<Confidence> confidence) {
    /// Nothing was looked for.
    public static final Findings NONE =
            new Findings(Bill.NONE, List.of(), new TreeMap<>(), new TreeMap<>(), Optional.empty());

    public Findings {
        advice = advice.stream().sorted().toList();
    }
}
