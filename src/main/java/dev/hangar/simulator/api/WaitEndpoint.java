package dev.hangar.simulator.api;

import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedEvent;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Waiting for a state (facts 1.6).
final class WaitEndpoint {
    private static final long MAX_SECONDS = 60;
    private static final Set<String> STATES =
            Set.of("started", "stopped", "suspended", "destroyed", "failed", "settled");

    private WaitEndpoint() {}

    static ApiOutcome begin(Call call) {
        ApiRequest request = call.request();
        List<String> asked = request.list("state");
        List<String> states = asked.isEmpty() ? List.of("started") : asked;
        if (!STATES.containsAll(states)) {
            return refused("invalid state: one of " + STATES.stream().sorted().toList() + " is expected");
        }
        Optional<Long> timeout = request.parameter("timeout").isEmpty()
                ? Optional.of(MAX_SECONDS)
                : request.parameter("timeout").flatMap(Numbers::parsed);
        if (timeout.isEmpty() || timeout.get() < 1 || timeout.get() > MAX_SECONDS) {
            return refused("invalid timeout: 1 to " + MAX_SECONDS + " seconds are expected");
        }
        Optional<String> version = request.parameter("version").or(() -> request.parameter("instance_id"));
        if (states.contains("stopped") && version.isEmpty()) {
            return refused("version is required when waiting for stopped");
        }
        Instant deadline = call.world().now().plusSeconds(timeout.get());
        return new ApiOutcome.NotYet(deadline, () -> poll(call, states, version, deadline));
    }

    private static ApiOutcome refused(String text) {
        return new ApiOutcome.Answered(ApiResponse.error(400, text));
    }

    private static Optional<ApiResponse> poll(
            Call call, List<String> states, Optional<String> version, Instant deadline) {
        SimulatedMachine machine = call.machine();
        boolean sameVersion =
                version.isEmpty() || version.get().equals(machine.current().version());
        if (sameVersion && states.stream().anyMatch(state -> isIn(machine.state(), state))) {
            return Optional.of(reached(machine));
        }
        if (call.world().now().isBefore(deadline)) {
            return Optional.empty();
        }
        return Optional.of(ApiResponse.error(
                408,
                "deadline_exceeded: machine failed to reach desired state, " + String.join(",", states) + ", currently "
                        + machine.state().wireName()));
    }

    private static boolean isIn(MachineState state, String wanted) {
        return wanted.equals("settled")
                ? MachineEndpoints.isSettled(state)
                : state.wireName().equals(wanted);
    }

    private static ApiResponse reached(SimulatedMachine machine) {
        String event =
                machine.events().stream().map(SimulatedEvent::id).findFirst().orElse("");
        return ApiResponse.json(MachineJson.object()
                .put("ok", true)
                .put("state", machine.state().wireName())
                .put("version", machine.current().version())
                .put("event_id", event));
    }
}
