package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the lists of apps read some moments ago: what a client sees that does not stick to one API server (facts 1.1).
/// Exact about what calls changed; what machines did by themselves in between shows at once.
final class ListHistory {
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Map<AppName, Deque<Shot>> shots = new HashMap<>();

    /// An app's list just before a call changed it.
    private record Shot(Instant at, List<ObjectNode> machines) {}

    /// Every machine in full, with its lease.
    static List<ObjectNode> now(SimulatedApp app, Instant now) {
        MachineJson json = new MachineJson(now);
        return app.machines().stream().map(machine -> json.full(machine, true)).toList();
    }

    /// To be called before a write to the app.
    void beforeWrite(SimulatedApp app, Instant now) {
        Deque<Shot> kept = shots.computeIfAbsent(app.name(), name -> new ArrayDeque<>());
        kept.addLast(new Shot(now, now(app, now)));
        while (kept.getFirst().at().isBefore(now.minus(KEPT))) {
            kept.removeFirst();
        }
    }

    /// The list as it read at a past moment; empty when no call has changed it since.
    Optional<List<ObjectNode>> at(SimulatedApp app, Instant past) {
        return shots.getOrDefault(app.name(), new ArrayDeque<>()).stream()
                .filter(shot -> shot.at().isAfter(past))
                .findFirst()
                .map(Shot::machines);
    }
}
