package dev.hangar.model;

import java.time.Instant;

/// A lease on a Machine: nobody but its owner may change the Machine until it expires (facts 1.5).
///
/// @param owner e-mail or token name of the holder
/// @param expiresAt end of the lease
/// @param description what the holder wrote, may be empty
public record Lease(String owner, Instant expiresAt, String description) {
    public boolean isHeldAt(Instant at) {
        return expiresAt.isAfter(at);
    }
}
