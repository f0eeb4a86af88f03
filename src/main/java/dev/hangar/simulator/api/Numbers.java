package dev.hangar.simulator.api;

import java.util.Optional;

/// Numbers in query strings.
final class Numbers {
    private Numbers() {}

    /// The whole number; empty for anything else.
    static Optional<Long> parsed(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
