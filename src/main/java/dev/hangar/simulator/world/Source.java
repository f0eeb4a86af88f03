package dev.hangar.simulator.world;

import java.util.Locale;

/// Who asked for a change, in the words of Fly's events (facts 2.3).
public enum Source {
    USER,
    PROXY,
    FLYD;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
