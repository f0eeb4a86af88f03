package dev.hangar.policy;

import dev.hangar.model.MachineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The moves into and out of sleep that a machine's short list of events tells from beginning to end, oldest first.
///
/// A move is the time between two events: the one that says what was asked for (`starting`, `stopping`,
/// `suspending`) and the one that says what came of it (`started`, `stopped`, `suspended`; facts 2.3). Only the states
/// that events led to count, not who asked. Left out is what says nothing of a wake or a sleep:
///
/// - boots of a launch, an update or a restart, and moves that failed or were taken back;
/// - the end of a machine that was asleep already, which only throws its snapshot away;
/// - moves whose beginning, or the state before it, is not in the list any more.
final class Moves {
    /// What was moved.
    enum Kind {
        /// From `stopped` to `started`: always a cold boot.
        BOOT,
        /// From `suspended` to `started`: a resume, or a cold boot where the snapshot was lost (facts 2.2).
        WAKE,
        /// From `started` to `stopped`.
        STOP,
        /// From `started` to `suspended`.
        SUSPEND
    }

    /// One move that arrived.
    ///
    /// @param at when it arrived, by Fly's clock
    /// @param took from asking to arrival, at most [#LONGEST]
    record Move(Kind kind, Instant at, Duration took) {}

    /// A move arrives within this, or it was wedged (facts 2.2).
    static final Duration LONGEST = Duration.ofMinutes(5);

    /// What is known of the machine after an event.
    private enum Phase {
        UNKNOWN,
        AWAKE,
        STOPPED,
        SUSPENDED,
        MOVING
    }

    private final List<Move> found = new ArrayList<>();
    private Phase phase = Phase.UNKNOWN;
    private Kind kind = Kind.BOOT;
    private Instant begun = Instant.EPOCH;

    private Moves() {}

    /// @param events as a machine lists them; any order is understood, of two at one instant the first is the newer
    static List<Move> of(List<MachineEvent> events) {
        Moves moves = new Moves();
        Starts.oldestFirst(events).forEach(moves::follow);
        return List.copyOf(moves.found);
    }

    private void follow(MachineEvent event) {
        switch (event.status()) {
            case "starting" -> begin(event, "start", fromSleep());
            case "stopping" -> begin(event, "stop", fromWork(Kind.STOP));
            case "suspending" -> begin(event, "suspend", fromWork(Kind.SUSPEND));
            case "started" -> arrive(event, Phase.AWAKE);
            case "stopped" -> arrive(event, Phase.STOPPED);
            case "suspended" -> arrive(event, Phase.SUSPENDED);
            default -> phase = Phase.UNKNOWN;
        }
    }

    private Optional<Kind> fromSleep() {
        return switch (phase) {
            case STOPPED -> Optional.of(Kind.BOOT);
            case SUSPENDED -> Optional.of(Kind.WAKE);
            // Asked for twice: the first one counts.
            case MOVING -> Optional.of(kind).filter(one -> one == Kind.BOOT || one == Kind.WAKE);
            case UNKNOWN, AWAKE -> Optional.empty();
        };
    }

    private Optional<Kind> fromWork(Kind asked) {
        return switch (phase) {
            case AWAKE -> Optional.of(asked);
            case MOVING -> Optional.of(kind).filter(one -> one == asked);
            case UNKNOWN, STOPPED, SUSPENDED -> Optional.empty();
        };
    }

    private void begin(MachineEvent event, String type, Optional<Kind> move) {
        if (move.isEmpty() || !event.type().equals(type)) {
            phase = Phase.UNKNOWN;
        } else if (phase != Phase.MOVING) {
            phase = Phase.MOVING;
            kind = move.get();
            begun = event.at();
        }
    }

    private void arrive(MachineEvent event, Phase where) {
        Duration took = Duration.between(begun, event.at());
        if (phase == Phase.MOVING && where == goal() && took.compareTo(LONGEST) <= 0) {
            found.add(new Move(kind, event.at(), took));
        }
        phase = where;
    }

    private Phase goal() {
        return switch (kind) {
            case BOOT, WAKE -> Phase.AWAKE;
            case STOP -> Phase.STOPPED;
            case SUSPEND -> Phase.SUSPENDED;
        };
    }
}
