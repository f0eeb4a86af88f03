/// The adaptive rule: a family of simple rules runs in the shadow of the real demand, and the cheapest that keeps
/// the late share is followed (`facts/algorithms.md` F).
///
/// Pure and free of fleets, machines and instants: it knows a load per slot of 15 s and how long wake-ups take.
/// Must not: be told what became of its own advice, since demand does not depend on it. Start reading at
/// [dev.hangar.policy.adaptive.AdaptiveMemory].
@NullMarked
package dev.hangar.policy.adaptive;

import org.jspecify.annotations.NullMarked;
