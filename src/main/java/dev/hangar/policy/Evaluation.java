package dev.hangar.policy;

/// What the engine returns: what to do, what to remember, and why.
///
/// @param plan ordered actions, empty to hold
/// @param next memory for the next pass; actions that are carried out are added by [PolicyMemory#acted]
/// @param report the reasoning
/// @param basis what it was made of
public record Evaluation(Plan plan, PolicyMemory next, FleetReport report, Basis basis) {}
