package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.GoDuration;
import dev.hangar.simulator.world.Move;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Duration;
import java.util.Optional;

/// Calls on one machine (facts 1.3, 1.4).
final class MachineEndpoints {
    private static final int DEFAULT_EVENTS = 20;

    private MachineEndpoints() {}

    static ApiResponse show(Call call) {
        MachineJson json = new MachineJson(call.world().now());
        return ApiResponse.json(json.full(call.machine(), call.request().flag("include_leases")));
    }

    /// HTTP 200 with status `error` is a failure too (facts 1.4).
    static ApiResponse start(Call call) {
        Optional<String> error = call.faults().startError(call.machine().ref());
        if (error.isPresent()) {
            return ApiResponse.json(MachineJson.object().put("status", "error").put("message", error.get()));
        }
        return Refusals.moved(
                call.world().start(call.machine()),
                taken -> ApiResponse.json(MachineJson.object()
                        .put("previous_state", taken.previous().wireName())
                        .put("migrated", taken.newHost().isPresent())
                        .put("new_host", taken.newHost().orElse(""))));
    }

    /// The body may carry a signal and a time-out; `{}` and no body mean the config's own. The official client always
    /// sends a time-out, `0s` where its user gave none.
    static ApiResponse stop(Call call) {
        Optional<ObjectNode> body = call.body();
        if (body.isEmpty() || !Signals.isOptional(body.get())) {
            return Call.badBody();
        }
        Move move = GoDuration.parse(body.get().path("timeout"))
                .filter(Duration::isPositive)
                .map(timeout -> call.world().stop(call.machine(), timeout))
                .orElseGet(() -> call.world().stop(call.machine()));
        return Refusals.moved(move, taken -> ApiResponse.ok());
    }

    static ApiResponse suspend(Call call) {
        return Refusals.moved(call.world().suspend(call.machine()), taken -> ApiResponse.ok());
    }

    /// Time-out and signal come in the query and are checked only: the world restarts with the config's own.
    static ApiResponse restart(Call call) {
        ApiRequest request = call.request();
        boolean timeoutIsWell = request.parameter("timeout")
                .map(text -> GoDuration.parse(text).isPresent()
                        || Numbers.parsed(text).isPresent())
                .orElse(true);
        if (!timeoutIsWell || !request.parameter("signal").map(Signals::isStop).orElse(true)) {
            return ApiResponse.error(400, "invalid restart: timeout is a duration, signal one of " + Signals.STOP);
        }
        return Refusals.moved(call.world().restart(call.machine()), taken -> ApiResponse.ok());
    }

    static ApiResponse signal(Call call) {
        Optional<String> signal = call.body().flatMap(body -> Signals.named(body.path("signal")));
        if (signal.isEmpty()) {
            return Call.badBody();
        }
        return Refusals.moved(call.world().signal(call.machine(), signal.get()), taken -> ApiResponse.ok());
    }

    /// `force` is documented, `kill` is what the official client sends (facts 1.4).
    static ApiResponse destroy(Call call) {
        boolean force = call.request().flag("force") || call.request().flag("kill");
        return Refusals.moved(call.world().destroy(call.machine(), force), taken -> ApiResponse.ok());
    }

    static ApiResponse setCordoned(Call call, boolean cordoned) {
        call.world().setCordoned(call.machine(), cordoned);
        return ApiResponse.ok();
    }

    /// Replaces the whole config and makes a new version.
    static ApiResponse update(Call call) {
        Optional<ObjectNode> body = call.body();
        if (body.isEmpty() || !(body.get().path("config") instanceof ObjectNode config)) {
            return Call.badBody();
        }
        String wanted = body.get().path("current_version").asText("");
        if (!wanted.isEmpty() && !wanted.equals(call.machine().current().version())) {
            return ApiResponse.error(409, "aborted: machine update failed due to concurrent update");
        }
        if (!isSettled(call.machine().state()) || call.machine().state() == MachineState.DESTROYED) {
            return ApiResponse.failedPrecondition("unable to update machine from current state: '"
                    + call.machine().state().wireName() + "'");
        }
        Optional<ApiResponse> problem = ConfigRules.problem(config);
        if (problem.isPresent()) {
            return problem.get();
        }
        boolean launch = !body.get().path("skip_launch").asBoolean(false);
        call.world().update(call.machine(), ConfigRules.normalized(config), launch);
        return show(call);
    }

    static ApiResponse events(Call call) {
        int limit = call.request()
                .parameter("limit")
                .flatMap(Numbers::parsed)
                .map(Long::intValue)
                .orElse(DEFAULT_EVENTS);
        if (limit < 1 || limit > SimulatedMachine.EVENTS_KEPT) {
            return ApiResponse.error(400, "invalid limit: 1 to " + SimulatedMachine.EVENTS_KEPT + " is expected");
        }
        return ApiResponse.json(MachineJson.events(call.machine().events(), limit));
    }

    static ApiResponse versions(Call call) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        call.machine()
                .versions()
                .reversed()
                .forEach(version -> json.addObject()
                        .put("version", version.version())
                        .set("user_config", version.raw().deepCopy()));
        return ApiResponse.json(json);
    }

    static boolean isSettled(MachineState state) {
        return switch (state.kind()) {
            case AWAKE, ASLEEP, BROKEN -> true;
            case PASSING, UNKNOWN -> false;
            case GONE -> state != MachineState.DESTROYING;
        };
    }
}
