package dev.hangar.simulator.api;

import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The memory balloon of a running machine (facts 1.4). A limit lasts until the machine boots anew.
final class MemoryEndpoints {
    /// A limit that somebody set.
    ///
    /// @param version of the config it was set in
    private record Limit(String version, long megabytes) {}

    private final Map<MachineId, Limit> limits = new HashMap<>();

    ApiResponse show(Call call) {
        return call.machine().state() == MachineState.STARTED ? shown(call) : ProcessEndpoints.notRunning();
    }

    private ApiResponse shown(Call call) {
        return ApiResponse.json(
                MachineJson.object().put("limit_mb", limit(call)).put("available_mb", most(call)));
    }

    ApiResponse set(Call call) {
        Optional<Long> wanted = megabytes(call, "limit_mb").filter(limit -> limit <= most(call));
        if (wanted.isEmpty()) {
            return ApiResponse.error(400, "invalid limit_mb: 1 to " + most(call) + " is expected");
        }
        if (call.machine().state() != MachineState.STARTED) {
            return ProcessEndpoints.notRunning();
        }
        limits.put(call.machine().id(), new Limit(call.machine().current().version(), wanted.get()));
        return shown(call);
    }

    /// Takes back at most what is above half of the limit: the process needs the rest.
    ApiResponse reclaim(Call call) {
        Optional<Long> wanted = megabytes(call, "amount_mb");
        if (wanted.isEmpty()) {
            return ApiResponse.error(400, "invalid amount_mb: a positive number is expected");
        }
        if (call.machine().state() != MachineState.STARTED) {
            return ProcessEndpoints.notRunning();
        }
        return ApiResponse.json(MachineJson.object().put("actual_mb", Math.min(wanted.get(), limit(call) / 2)));
    }

    private static Optional<Long> megabytes(Call call, String field) {
        return call.body()
                .map(body -> body.path(field))
                .filter(value -> value.isIntegralNumber() && value.asLong() > 0)
                .map(value -> value.asLong());
    }

    private long limit(Call call) {
        return Optional.ofNullable(limits.get(call.machine().id()))
                .filter(limit -> limit.version().equals(call.machine().current().version()))
                .map(Limit::megabytes)
                .orElseGet(() -> (long) call.machine().config().guest().memoryMb());
    }

    private static long most(Call call) {
        return call.machine()
                .current()
                .raw()
                .at("/guest/max_memory_mb")
                .asLong(call.machine().config().guest().memoryMb());
    }
}
