package dev.hangar.survey.rules;

import dev.hangar.survey.Advice.Fix;
import java.util.Optional;

/// One thing that a fly.toml and a running machine say differently.
///
/// @param place where, such as `port 8080`; may be empty
/// @param what the key and what the file says, such as `min_machines_running = 1`
/// @param running what runs
/// @param hint which side is cheaper or wakes; empty where neither is
/// @param keep lines that would keep what runs, where that is the better side
/// @param removes whether a deploy takes a service away
record Difference(
        String place, String what, String running, Optional<String> hint, Optional<Fix.Lines> keep, boolean removes) {
    /// Which of the two sides is meant.
    enum Better {
        FILE("the file"),
        RUNNING("what runs");

        private final String words;

        Better(String words) {
            this.words = words;
        }

        String is(String so) {
            return words + " " + so;
        }
    }

    static Difference of(String place, String what, String running) {
        return new Difference(place, what, running, Optional.empty(), Optional.empty(), false);
    }

    /// A service that the file does not have.
    ///
    /// @param restore lines that put it back into the file
    static Difference removal(String place, Fix.Lines restore) {
        return new Difference(
                place,
                "nothing of such a service",
                "a service that fly deploy removes",
                Optional.empty(),
                Optional.of(restore),
                true);
    }

    /// With the side that is better, and the lines that would keep what runs if it is that one.
    Difference better(Better side, String so, Optional<Fix.Lines> lines) {
        return new Difference(
                place,
                what,
                running,
                Optional.of(side.is(so)),
                side == Better.RUNNING ? lines : Optional.empty(),
                removes);
    }

    /// `port 8080: fly.toml says min_machines_running = 1, running is 0; what runs is cheaper`.
    String sentence(String file) {
        return (place.isEmpty() ? "" : place + ": ") + file + " says " + what + ", running is " + running
                + hint.map(text -> "; " + text).orElse("");
    }
}
