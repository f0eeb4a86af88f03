package dev.hangar.policy;

import dev.hangar.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The guards that rest all shrinking of a fleet, drains under way included: what a person should know of first.
final class GuardHolds {
    private GuardHolds() {}

    static List<FleetReport.Hold> of(Situation now) {
        List<FleetReport.Hold> holds = new ArrayList<>();
        Guards guards = now.settings().guards();
        if (now.pause().stopsShrinking()) {
            holds.add(new FleetReport.Hold(Reason.PAUSED, now.pause().detail()));
        }
        GuardMemory memory = now.memory().guards();
        add(holds, Reason.TRAFFIC_CLIFF, memory.cliff().holds(now.at(), guards.cliffHold()));
        OtherAutoscaler.beside(now).ifPresent(holds::add);
        add(holds, Reason.FLAPPING, memory.flaps().holds(now.at(), guards.flapLimit()));
        return holds;
    }

    private static void add(List<FleetReport.Hold> holds, Reason reason, Optional<String> detail) {
        detail.ifPresent(text -> holds.add(new FleetReport.Hold(reason, text)));
    }
}
