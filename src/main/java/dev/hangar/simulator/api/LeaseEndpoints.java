package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Leases on machines (facts 1.5).
final class LeaseEndpoints {
    /// Fly's own default is not known; two minutes is what flyctl asks for.
    private static final long DEFAULT_TTL_SECONDS = 120;

    private LeaseEndpoints() {}

    /// The 409 for a caller that does not hold the lease in force; empty when the way is free.
    static Optional<ApiResponse> obstacle(Call call) {
        Instant now = call.world().now();
        return call.machine()
                .leaseAt(now)
                .filter(lease -> !call.nonce().equals(Optional.of(lease.nonce())))
                .map(lease -> held(call.machine(), lease));
    }

    private static ApiResponse held(SimulatedMachine machine, SimulatedLease lease) {
        String message = "machine ID " + machine.id() + " lease currently held by " + lease.owner() + ", expires at "
                + MachineJson.seconds(lease.expiresAt());
        return ApiResponse.json(
                409,
                MachineJson.object()
                        .put("status", "error")
                        .put("message", message)
                        .put("code", "invalid"));
    }

    /// Takes the lease, or extends it for who shows its nonce. The time to live comes in the body or in the query.
    static ApiResponse acquire(Call call) {
        Optional<ObjectNode> body = call.body();
        if (body.isEmpty()) {
            return Call.badBody();
        }
        Optional<ApiResponse> obstacle = obstacle(call);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        Optional<Long> ttl = ttlSeconds(call.request(), body.get());
        if (ttl.isEmpty() || ttl.get() < 1) {
            return ApiResponse.error(400, "invalid ttl: whole seconds, at least 1, are expected");
        }
        String description = body.get().path("description").asText("");
        SimulatedLease lease =
                call.world().lease(call.machine(), call.owner(), description, Duration.ofSeconds(ttl.get()));
        return ApiResponse.json(201, success(call.machine(), lease, true));
    }

    private static Optional<Long> ttlSeconds(ApiRequest request, ObjectNode body) {
        if (body.has("ttl")) {
            return body.path("ttl").isIntegralNumber()
                    ? Optional.of(body.path("ttl").asLong())
                    : Optional.empty();
        }
        try {
            return Optional.of(request.parameter("ttl").map(Long::parseLong).orElse(DEFAULT_TTL_SECONDS));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    static ApiResponse show(Call call) {
        return call.machine()
                .leaseAt(call.world().now())
                .map(lease -> ApiResponse.json(success(call.machine(), lease, false)))
                .orElseGet(LeaseEndpoints::notFound);
    }

    /// Gives the lease back; 400 for a wrong nonce.
    static ApiResponse release(Call call) {
        Optional<SimulatedLease> lease = call.machine().leaseAt(call.world().now());
        if (lease.isEmpty()) {
            return notFound();
        }
        if (!call.nonce().equals(lease.map(SimulatedLease::nonce))) {
            return ApiResponse.error(400, "invalid lease nonce");
        }
        call.world().releaseLease(call.machine());
        ObjectNode json = MachineJson.object().put("status", "success");
        json.putObject("data").put("ok", true);
        return ApiResponse.json(json);
    }

    private static ApiResponse notFound() {
        return ApiResponse.error(404, "lease not found");
    }

    private static ObjectNode success(SimulatedMachine machine, SimulatedLease lease, boolean withNonce) {
        ObjectNode json = MachineJson.object().put("status", "success");
        ObjectNode data = json.putObject("data");
        if (withNonce) {
            data.put("nonce", lease.nonce());
        }
        data.put("expires_at", lease.expiresAt().getEpochSecond());
        data.put("owner", lease.owner());
        data.put("description", lease.description());
        data.put("version", machine.current().version());
        return json;
    }
}
