package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineConfig;

/// One version of a machine's config.
///
/// @param version ULID, the machine's `instance_id` while this version is current
/// @param raw the config as it was sent, without metadata: the machine holds that apart because it changes without a
///     new version (facts 1.7). Not to be changed
/// @param typed the part that the world acts on
public record ConfigVersion(String version, ObjectNode raw, MachineConfig typed) {}
