package dev.hangar.report;

import java.util.Optional;

/// One line of a check-up.
///
/// @param level how much it matters
/// @param cause public code of what is wrong, such as `token-refused`, under which the manual explains it; empty when
///     nothing is
/// @param check what was looked at, such as `Machines API`
/// @param found what was found, in words; may hold text from outside
/// @param fix what to do; empty when nothing is to be done
public record Finding(Level level, Optional<String> cause, String check, String found, Optional<String> fix) {
    /// How much a finding matters.
    public enum Level {
        /// As it should be.
        OK("ok"),
        /// Hangar works, but less well or with more power than it needs.
        WARNING("warn"),
        /// Hangar cannot do its work.
        FAILURE("FAIL"),
        /// Something else must be mended first.
        SKIPPED("skip");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// As it should be.
    public static Finding ok(String check, String found) {
        return new Finding(Level.OK, Optional.empty(), check, found, Optional.empty());
    }

    /// Not looked at.
    ///
    /// @param why to follow "not checked because"
    public static Finding skipped(String check, String why) {
        return new Finding(Level.SKIPPED, Optional.empty(), check, "not checked because " + why, Optional.empty());
    }
}
