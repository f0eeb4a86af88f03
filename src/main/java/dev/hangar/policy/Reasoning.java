package dev.hangar.policy;

import java.util.List;

/// What a pass has weighed beyond its report, for people who ask: found again from the [Basis] of an evaluation by the
/// same code, and not kept with every pass.
///
/// @param wanted machines wanted at least, after floors and ceiling
/// @param kept machines below which nothing shrinks: the window or the rule, floors and ceiling
/// @param sleep machines that serve: candidates in their order, then the others
/// @param wake machines that sleep: candidates in their order, then the others
/// @param guards every guard, in a fixed order
public record Reasoning(
        int wanted, int kept, List<SleepCandidate> sleep, List<WakeCandidate> wake, List<GuardReport> guards) {
    public Reasoning {
        sleep = List.copyOf(sleep);
        wake = List.copyOf(wake);
        guards = List.copyOf(guards);
    }
}
