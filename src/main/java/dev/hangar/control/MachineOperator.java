package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Nothing;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.Optional;

/// Port to what changes Fly. Constructed in `act` mode only. Every call is one attempt, bounded in time.
public interface MachineOperator {
    /// Takes the lease for `ttl` (whole seconds, at least 1). [dev.hangar.model.FailureKind#LEASE_HELD] when another
    /// has it.
    Answer<LeaseNonce> acquireLease(MachineRef machine, Duration ttl, String description);

    /// Gives the lease back.
    Answer<Nothing> releaseLease(MachineRef machine, LeaseNonce nonce);

    /// Wakes a stopped or suspended machine. HTTP 200 with status "error" is a failure (facts 1.4).
    Answer<Nothing> start(MachineRef machine, Optional<LeaseNonce> nonce);

    /// Stops a machine with its own signal and time-out.
    Answer<Nothing> stop(MachineRef machine, Optional<LeaseNonce> nonce);

    /// Suspends a machine.
    Answer<Nothing> suspend(MachineRef machine, Optional<LeaseNonce> nonce);

    /// Takes a machine out of Fly Proxy's load balancing.
    Answer<Nothing> cordon(MachineRef machine, Optional<LeaseNonce> nonce);

    /// Puts it back.
    Answer<Nothing> uncordon(MachineRef machine, Optional<LeaseNonce> nonce);

    /// Writes one metadata key; makes no new config version (facts 1.7).
    ///
    /// @param nonce proof of our lease where we hold one, should leases guard metadata (facts 1.4)
    Answer<Nothing> putMetadata(MachineRef machine, String key, String value, Optional<LeaseNonce> nonce);

    /// The same without a lease.
    default Answer<Nothing> putMetadata(MachineRef machine, String key, String value) {
        return putMetadata(machine, key, value, Optional.empty());
    }

    /// Removes one metadata key; done as well when it was not there.
    Answer<Nothing> removeMetadata(MachineRef machine, String key, Optional<LeaseNonce> nonce);

    /// The same without a lease.
    default Answer<Nothing> removeMetadata(MachineRef machine, String key) {
        return removeMetadata(machine, key, Optional.empty());
    }

    /// Creates a machine with the config of `template` in `region`, without the template's own tags.
    ///
    /// @param launch whether it starts at once
    /// @return the new machine's id; after [dev.hangar.model.FailureKind#TIMED_OUT] it may exist all the same
    Answer<MachineId> create(MachineRef template, Region region, boolean launch);

    /// Destroys a machine that is asleep.
    Answer<Nothing> destroy(MachineRef machine, Optional<LeaseNonce> nonce);
}
