package dev.hangar.policy;

import dev.hangar.model.MachineId;
import java.util.OptionalInt;

/// A machine that sleeps, and when its turn to be woken would come. A region that lacks a machine is served first.
///
/// Order: those that refused to start a short while ago come last, suspended ones before stopped ones, the redundant
/// twin of a launch after the others, then by region and id.
///
/// @param machine which one
/// @param place 1 for the first to be woken; empty for one that is not a candidate, for the reason in its
///     [MachineReport]
/// @param refusedLately whether it refused to start within the last minutes
/// @param suspended whether it sleeps with a snapshot
/// @param twin whether it is the redundant twin of a launch
public record WakeCandidate(
        MachineId machine, OptionalInt place, boolean refusedLately, boolean suspended, boolean twin) {}
