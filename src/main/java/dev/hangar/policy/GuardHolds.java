package dev.hangar.policy;

import dev.hangar.model.Observation;
import dev.hangar.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The guards that rest all shrinking of a fleet, drains under way included: what a person should know of first.
final class GuardHolds {
    private GuardHolds() {}

    static List<FleetReport.Hold> of(
            Pause pause, Roster roster, PolicyMemory memory, PolicySettings settings, Observation seen) {
        Instant at = seen.at();
        List<FleetReport.Hold> holds = new ArrayList<>();
        Guards guards = settings.guards();
        if (pause.stopsShrinking()) {
            holds.add(new FleetReport.Hold(Reason.PAUSED, pause.detail()));
        }
        add(
                holds,
                Reason.TRAFFIC_CLIFF,
                TrafficCliff.holds(seen.silence(), at, guards.cliffHold())
                        .or(() -> memory.guards().cliff().holds(at, guards.cliffHold())));
        OtherAutoscaler.beside(roster, memory, at).ifPresent(holds::add);
        add(holds, Reason.FLAPPING, memory.guards().flaps().holds(at, guards.flapLimit()));
        return holds;
    }

    private static void add(List<FleetReport.Hold> holds, Reason reason, Optional<String> detail) {
        detail.ifPresent(text -> holds.add(new FleetReport.Hold(reason, text)));
    }
}
