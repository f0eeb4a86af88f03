package dev.hangar.control;

import dev.hangar.model.FleetId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How much of everything may be put to sleep within a window, all fleets together: what is broken for all at once (a
/// metrics outage that reads zero, a wrong configuration) must not take everything down before somebody looks.
///
/// Shared by the passes of all apps, so thread-safe. Time comes with each call. Bounded: one entry for each second with
/// a sleep, and one for each fleet seen lately.
public final class BlastRadius {
    /// A fleet counts as awake for so long after its last pass, or for the window where that is longer.
    private static final Duration SEEN_FOR = Duration.ofMinutes(15);

    /// Keeps `0.29 × 100` from being 28.
    private static final double ROUNDING = 1e-9;

    private final double share;
    private final int least;
    private final Duration window;
    /// Sleeps by the second in which they were reserved.
    private final TreeMap<Instant, Integer> sleeps = new TreeMap<>();
    private final Map<FleetId, Awake> awake = new HashMap<>();

    private record Awake(int machines, Instant at) {}

    /// @param share of all machines awake, in (0, 1]
    /// @param least so many may however few are awake, at least 1
    /// @param window positive
    /// @throws IllegalArgumentException for anything else
    public BlastRadius(double share, int least, Duration window) {
        if (!(share > 0 && share <= 1) || least < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("a blast radius needs a share in (0, 1], a least of 1 and a window, got "
                    + share + ", " + least + ", " + window);
        }
        this.share = share;
        this.least = least;
        this.window = window;
    }

    /// How much is used, and of how much.
    ///
    /// @param sleeps within the window
    /// @param limit most sleeps within the window
    /// @param awake machines awake, by the last pass of every fleet
    public record State(int sleeps, int limit, int awake) {}

    /// What one pass may put to sleep: given back by it, as far as it was not used.
    ///
    /// @param sleeps how many
    /// @param at when they were reserved
    public record Reservation(int sleeps, Instant at) {}

    /// Reserves `count` sleeps, all or none.
    ///
    /// @param count at least 0; nothing is always granted
    /// @return empty when they would be too many
    public synchronized Optional<Reservation> reserve(int count, Instant at) {
        State now = state(at);
        if (count > 0 && now.sleeps + count > now.limit) {
            return Optional.empty();
        }
        Instant second = second(at);
        if (count > 0) {
            sleeps.merge(second, count, Integer::sum);
        }
        return Optional.of(new Reservation(count, second));
    }

    /// Gives back what was reserved and not used.
    ///
    /// @param unused 0..the reservation's sleeps
    public synchronized void giveBack(Reservation reservation, int unused) {
        if (unused < 0 || unused > reservation.sleeps) {
            throw new IllegalArgumentException("reserved " + reservation.sleeps + ", cannot give back " + unused);
        }
        sleeps.computeIfPresent(reservation.at, (at, count) -> count > unused ? count - unused : null);
    }

    /// What the pass of a managed fleet saw.
    public synchronized void saw(FleetId fleet, int machinesAwake, Instant at) {
        awake.put(fleet, new Awake(machinesAwake, at));
    }

    /// How things stand at `at`.
    public synchronized State state(Instant at) {
        // A clock that jumped must neither keep sleeps for ever nor forget them at once.
        sleeps.keySet().removeIf(then -> isOver(then, at, window));
        Duration seenFor = window.compareTo(SEEN_FOR) > 0 ? window : SEEN_FOR;
        awake.values().removeIf(seen -> isOver(seen.at, at, seenFor));
        int machines = awake.values().stream().mapToInt(Awake::machines).sum();
        int used = sleeps.values().stream().mapToInt(Integer::intValue).sum();
        return new State(used, Math.max(least, (int) Math.floor(share * machines + ROUNDING)), machines);
    }

    private static boolean isOver(Instant then, Instant now, Duration time) {
        return Duration.between(then, now).abs().compareTo(time) >= 0;
    }

    private static Instant second(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }
}
