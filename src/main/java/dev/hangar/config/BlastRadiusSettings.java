package dev.hangar.config;

import java.time.Duration;

/// How much of everything may be put to sleep within a window.
///
/// @param share of all machines awake, in (0, 1]
/// @param least so many may however few are awake, 1..10,000
/// @param window 1 min..24 h
public record BlastRadiusSettings(double share, int least, Duration window) {}
