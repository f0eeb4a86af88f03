package dev.hangar.model;

import java.util.Optional;

/// A Fly volume: billed by its provisioned size whether attached or not (facts 10).
///
/// @param id identifier
/// @param name Fly's name of it
/// @param state Fly's word, an open set; `pending_destroy` is free
/// @param sizeGb provisioned size in GB
/// @param region where it lives
/// @param attachedTo Machine that mounts it
public record Volume(String id, String name, String state, int sizeGb, Region region, Optional<MachineId> attachedTo) {}
