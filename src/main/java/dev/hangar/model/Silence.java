package dev.hangar.model;

import java.time.Instant;

/// The demand of several apps of an organization ended at once, and none of its apps has had any since.
///
/// @param since when it was first seen
/// @param words what happened, such as how many apps it befell
public record Silence(Instant since, String words) {}
