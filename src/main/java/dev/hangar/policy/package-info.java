/// The pure engine: demand → recommendation → desired → plan, each step with its reason.
///
/// Must not: read a clock, log, do I/O or draw random numbers; everything comes in through `Observation`,
/// `PolicyMemory` and `PolicySettings`. Start reading at [dev.hangar.policy.PolicyEngine].
@NullMarked
package dev.hangar.policy;

import org.jspecify.annotations.NullMarked;
