package dev.hangar.survey;

import java.util.List;

/// How sure the figures are, and what makes them less so.
///
/// @param level how sure
/// @param doubts what they rest on that may be otherwise, each one sentence without a full stop; the gravest first
public record Confidence(Level level, List<String> doubts) {
    /// How sure.
    public enum Level {
        HIGH,
        MEDIUM,
        LOW
    }

    public Confidence {
        doubts = List.copyOf(doubts);
    }
}
