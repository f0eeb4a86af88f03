package dev.hangar.policy;

import dev.hangar.model.MachineId;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A machine that serves, and when its turn to sleep would come.
///
/// Order: the lowest score, then the redundant twin of a launch, then the youngest, then by region and id. Dollars have
/// no part in it.
///
/// @param machine which one
/// @param place 1 for the first to go; empty for one that is not a candidate, for the reason in its [MachineReport]
/// @param load share of its capacity in use; empty when not known, which counts as busier than any other
/// @param score what the order goes by: the load, less a tenth for the redundant twin; empty without a load
/// @param twin whether it is the redundant twin of a launch
/// @param createdAt when it was made
public record SleepCandidate(
        MachineId machine,
        OptionalInt place,
        OptionalDouble load,
        OptionalDouble score,
        boolean twin,
        Instant createdAt) {}
