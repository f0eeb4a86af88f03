package dev.hangar.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A Fly volume: billed by its provisioned size whether attached or not (facts 10).
///
/// @param id identifier
/// @param name Fly's name of it
/// @param state Fly's word, an open set; `pending_destroy` is free
/// @param sizeGb provisioned size in GB
/// @param region where it lives
/// @param attachedTo Machine that mounts it
/// @param createdAt when it was made, where Fly tells
/// @param usedBytes bytes in use, where Fly tells
public record Volume(
        String id,
        String name,
        String state,
        int sizeGb,
        Region region,
        Optional<MachineId> attachedTo,
        Optional<Instant> createdAt,
        OptionalLong usedBytes) {
    private static final String GOING = "pending_destroy";

    /// A volume without age and use.
    public Volume(String id, String name, String state, int sizeGb, Region region, Optional<MachineId> attachedTo) {
        this(id, name, state, sizeGb, region, attachedTo, Optional.empty(), OptionalLong.empty());
    }

    /// Whether it costs: one that is about to be destroyed is free.
    public boolean isBilled() {
        return !state.equals(GOING);
    }
}
