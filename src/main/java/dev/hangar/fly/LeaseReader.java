package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.control.LeaseNonce;
import dev.hangar.model.Lease;
import java.util.Optional;

/// Reads leases: the docs show them inside `{status, data}`, the official spec shows them bare (facts 1.5).
final class LeaseReader {
    private LeaseReader() {}

    /// The lease in the answer of `GET …/lease`.
    static Lease lease(JsonNode answer) throws UnreadableException {
        JsonNode lease = unwrapped(answer);
        if (!lease.has("owner") && !lease.has("expires_at")) {
            throw new UnreadableException("the answer holds no lease");
        }
        return read(lease);
    }

    /// The nonce in the answer of `POST …/lease`.
    static LeaseNonce nonce(JsonNode answer) throws UnreadableException {
        return new LeaseNonce(Json.requiredText(unwrapped(answer), "nonce"));
    }

    /// The lease that a listing shows with its Machine, where it does.
    static Optional<Lease> listed(JsonNode machine) throws UnreadableException {
        JsonNode lease = Json.object(machine, "lease");
        return Json.isAbsent(lease) ? Optional.empty() : Optional.of(read(lease));
    }

    private static JsonNode unwrapped(JsonNode answer) {
        JsonNode data = answer.path("data");
        return data.isObject() ? data : answer;
    }

    private static Lease read(JsonNode lease) {
        return new Lease(
                Json.label(lease, "owner"), Times.leaseEnd(lease.path("expires_at")), Json.label(lease, "description"));
    }
}
