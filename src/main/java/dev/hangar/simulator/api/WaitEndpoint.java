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
        Instant deadline = call.world().now().plusSeconds(timeout.get());
        return new ApiOutcome.NotYet(deadline, () -> poll(call, states, deadline));
    }

    private static ApiOutcome refused(String text) {
        return new ApiOutcome.Answered(ApiResponse.error(400, text));
    }

    /// What a destroyed machine will never be again is answered with 404: the official client takes that for a
    /// release command that was over before it was asked for.
    private static Optional<ApiResponse> poll(Call call, List<String> states, Instant deadline) {
        SimulatedMachine machine = call.machine();
        Optional<ApiResponse> reached = reached(call, states);
        if (reached.isPresent()) {
            return reached;
        }
        if (machine.state() == MachineState.DESTROYED) {
            return Optional.of(ApiResponse.error(404, "machine not found"));
        }
        if (call.world().now().isBefore(deadline)) {
            return Optional.empty();
        }
        return Optional.of(ApiResponse.error(
                408,
                "deadline_exceeded: machine failed to reach desired state, " + String.join(",", states) + ", currently "
                        + machine.state().wireName()));
    }

    /// A version must be the one in force; behind an event, a state counts also when it has passed again. The docs ask
    /// for a version with `stopped`, the official client sends none: it is not asked for here.
    private static Optional<ApiResponse> reached(Call call, List<String> states) {
        SimulatedMachine machine = call.machine();
        Optional<String> version =
                call.request().parameter("version").or(() -> call.request().parameter("instance_id"));
        if (version.isPresent() && !version.get().equals(machine.current().version())) {
            return Optional.empty();
        }
        Optional<String> from = call.request().parameter("from_event_id");
        if (from.isPresent()) {
            return machine.events().stream()
                    .takeWhile(event -> !event.id().equals(from.get()))
                    .filter(event -> states.stream().anyMatch(state -> isIn(MachineState.parse(event.status()), state)))
                    .findFirst()
                    .map(event -> answer(machine, event.status(), event.id()));
        }
        String newest =
                machine.events().stream().map(SimulatedEvent::id).findFirst().orElse("");
        return states.stream().anyMatch(state -> isIn(machine.state(), state))
                ? Optional.of(answer(machine, machine.state().wireName(), newest))
                : Optional.empty();
    }

    private static boolean isIn(MachineState state, String wanted) {
        return wanted.equals("settled")
                ? MachineEndpoints.isSettled(state)
                : state.wireName().equals(wanted);
    }

    private static ApiResponse answer(SimulatedMachine machine, String state, String event) {
        return ApiResponse.json(MachineJson.object()
                .put("ok", true)
                .put("state", state)
                .put("version", machine.current().version())
                .put("event_id", event));
    }
}
