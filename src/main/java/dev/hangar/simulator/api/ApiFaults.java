package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What the API can be made to do wrong, beyond what the world refuses by itself. Asked on every call; whoever
/// implements it decides when, so it may hold state and chance.
public interface ApiFaults {
    /// Nothing goes wrong.
    ApiFaults NONE = new ApiFaults() {};

    /// Whether this create call makes the machine and is answered 408 all the same (facts 12).
    default boolean losesCreate(AppName app) {
        return false;
    }

    /// Text of a start that is refused with HTTP 200 and status `error` (facts 1.4); empty lets it through.
    default Optional<String> startError(MachineRef machine) {
        return Optional.empty();
    }

    /// Refusal of a create call in Fly's words, such as `aborted: no capacity` (facts 12); empty lets it through.
    default Optional<String> createRefusal(AppName app, Region region) {
        return Optional.empty();
    }

    /// How old a list may be that a client without the affinity cookie reads (facts 1.1); zero for fresh ones.
    default Duration listAge() {
        return Duration.ZERO;
    }

    /// Regions that the organization's list cannot read: it names them and leaves their machines out (facts 1.3).
    default Set<Region> errorRegions() {
        return Set.of();
    }
}
