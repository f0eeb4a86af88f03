package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The starts of one machine as its short list of events tells them, oldest first.
///
/// Fly notes a start twice: when it is asked for, with the source that asked, and when it has arrived, with the
/// source `flyd` (facts 2.3). The two are one start here. A start that belongs to a launch, an update or a
/// restart was asked for by that event: its own source is `flyd` alone.
final class Starts {
    /// A start arrives within this, or it is wedged (facts 2.2).
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Set<String> CHANGES = Set.of("launch", "update", "restart");
    private static final Set<String> SLEEPS = Set.of("stop", "suspend", "exit");
    private static final Set<String> ASLEEP = Set.of("stopped", "suspended");
    private static final String USER = "user";
    private static final String FLYD = "flyd";

    private Starts() {}

    /// @param at when it was asked for
    /// @param source who asked: `user`, `proxy` or `flyd`
    /// @param afterSleep whether it woke the machine, and was not part of a launch, update or restart
    /// @param again whether a sleep lies between it and an earlier start in the list
    record Start(Instant at, String source, boolean afterSleep, boolean again) {
        /// Whether somebody with a token woke the machine: a person, a tool, or we.
        boolean byToken() {
            return source.equals(USER) && afterSleep;
        }
    }

    static List<Start> of(Machine machine) {
        return of(machine.events());
    }

    /// @param events newest first
    static List<Start> of(List<MachineEvent> events) {
        List<Start> starts = new ArrayList<>();
        boolean changed = false;
        boolean slept = false;
        Optional<Instant> asked = Optional.empty();
        for (MachineEvent event : oldestFirst(events)) {
            if (event.type().equals("start")) {
                boolean arrival = event.source().equals(FLYD)
                        && asked.filter(since -> !since.plus(LONGEST).isBefore(event.at()))
                                .isPresent();
                if (!arrival) {
                    starts.add(new Start(event.at(), event.source(), !changed, slept && !starts.isEmpty()));
                    slept = false;
                    changed = false;
                }
                asked = arrival ? Optional.empty() : Optional.of(event.at());
            } else if (SLEEPS.contains(event.type()) || ASLEEP.contains(event.status())) {
                // Also a machine that an update kept off, or that was made without a launch and stopped by itself
                // (facts 2.2, 7.2): a start wakes it then.
                slept = true;
                changed = false;
                asked = Optional.empty();
            } else if (CHANGES.contains(event.type())) {
                changed = true;
                asked = Optional.empty();
            }
        }
        return List.copyOf(starts);
    }

    static Optional<Start> newest(Machine machine) {
        List<Start> starts = of(machine);
        return starts.isEmpty() ? Optional.empty() : Optional.of(starts.getLast());
    }

    /// Events come newest first; of two at the same instant the later one in the list is the older one.
    static List<MachineEvent> oldestFirst(List<MachineEvent> events) {
        List<MachineEvent> sorted = new ArrayList<>(events.reversed());
        sorted.sort(Comparator.comparing(MachineEvent::at));
        return sorted;
    }
}
