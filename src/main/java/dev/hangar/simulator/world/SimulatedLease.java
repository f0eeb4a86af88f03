package dev.hangar.simulator.world;

import java.time.Instant;

/// A lease on a machine (facts 1.5).
///
/// @param nonce secret that proves ownership
/// @param owner e-mail or token name of the holder
/// @param description what the holder wrote, may be empty
/// @param expiresAt end of the lease
public record SimulatedLease(String nonce, String owner, String description, Instant expiresAt) {
    /// Whether it is still in force.
    public boolean isHeldAt(Instant at) {
        return expiresAt.isAfter(at);
    }
}
