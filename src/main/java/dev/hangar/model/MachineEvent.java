package dev.hangar.model;

import java.time.Instant;

/// One entry of a Machine's event list (facts 2.3).
///
/// @param type `launch`, `start`, `stop`, `exit`, ...: an open set
/// @param status state that the event led to
/// @param source `user`, `flyd` or `proxy`: who asked for it
/// @param at when it happened
public record MachineEvent(String type, String status, String source, Instant at) {}
