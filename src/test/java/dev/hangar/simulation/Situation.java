package dev.hangar.simulation;

import java.time.Duration;

/// Situations that chance alone hardly ever brings about: in each of them one guard alone stands between an idle fleet
/// and a sleep that it must not have. Every second seed with neighbors is set up as one of them.
enum Situation {
    /// What chance brings.
    ANY,
    /// Somebody holds the leases of several machines while the fleet falls idle, and changes nothing.
    LEASED,
    /// A deploy ended halfway, and nobody can be asked for releases.
    HALF_DEPLOYED,
    /// A deploy died in its release command: its release says that it runs, and nothing else does.
    RELEASE_STUCK,
    /// Nobody tells of releases until calm.
    RELEASES_UNTOLD,
    /// Somebody else stops and starts machines, again and again.
    RIVAL,
    /// Prometheus tells nothing of the past until calm.
    PAST_UNTOLD;

    /// How long the run goes on before the first daemon is there.
    static final Duration ALONE = Duration.ofMinutes(3);

    static Situation of(long seed) {
        if (seed <= Neighbors.FIRST || seed % 2 == 0) {
            return ANY;
        }
        Situation[] staged = values();
        return staged[1 + (int) ((seed - Neighbors.FIRST) / 2 % (staged.length - 1))];
    }

    boolean isStaged() {
        return this != ANY;
    }

    /// Whether there is a GraphQL API to ask for releases, where chance does not say.
    boolean asksForReleases() {
        return this == RELEASE_STUCK || this == RELEASES_UNTOLD;
    }

    /// Machines that a fleet needs for it.
    int machines() {
        return this == LEASED ? 4 : 3;
    }
}
