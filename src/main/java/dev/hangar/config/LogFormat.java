package dev.hangar.config;

/// How the daemon writes its log.
public enum LogFormat {
    /// Text on a terminal, else JSON.
    AUTO,
    /// One JSON object per line.
    JSON,
    /// Lines for people.
    TEXT;

    /// Whether lines are JSON.
    ///
    /// @param terminal whether the log goes to a terminal
    public boolean isJson(boolean terminal) {
        return this == JSON || (this == AUTO && !terminal);
    }
}
