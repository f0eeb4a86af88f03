package dev.hangar.report;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// What a machine was in, over time, as far as its short list of events tells (facts 2.3).
final class States {
    /// What a chart tells apart.
    enum State {
        STARTED,
        SUSPENDED,
        STOPPED,
        /// Between two states.
        MOVING,
        FAILED,
        /// Before the oldest event of the list, or a word that we do not know.
        UNKNOWN
    }

    /// A time in one state.
    record Span(State state, Instant from, Instant to) {}

    private States() {}

    /// Its states from `from` to `to`, without gaps, oldest first. The last event holds until `to`; a state that its
    /// listing tells and no event led to is not told as a span of the past.
    static List<Span> of(Machine machine, Instant from, Instant to) {
        List<MachineEvent> events = new ArrayList<>(machine.events());
        // Of two at one instant the first listed is the newer one.
        Collections.reverse(events);
        events.sort(Comparator.comparing(MachineEvent::at));
        List<Span> spans = new ArrayList<>();
        State state = State.UNKNOWN;
        Instant since = from;
        for (MachineEvent event : events) {
            if (event.at().isAfter(from) && event.at().isBefore(to)) {
                add(spans, new Span(state, since, event.at()));
                since = event.at();
            }
            if (event.at().isBefore(to)) {
                state = state(event.status());
            }
        }
        boolean silent = events.isEmpty() && !machine.updatedAt().isAfter(from);
        add(spans, new Span(silent ? state(machine.stateText()) : state, since, to));
        return List.copyOf(spans);
    }

    private static void add(List<Span> spans, Span next) {
        if (!next.from().isBefore(next.to())) {
            return;
        }
        if (!spans.isEmpty() && spans.getLast().state() == next.state()) {
            next = new Span(next.state(), spans.removeLast().from(), next.to());
        }
        spans.add(next);
    }

    private static State state(String status) {
        return switch (status) {
            case "started" -> State.STARTED;
            case "suspended" -> State.SUSPENDED;
            case "stopped", "created" -> State.STOPPED;
            case "starting", "stopping", "suspending", "restarting", "updating", "replacing", "creating" ->
                State.MOVING;
            case "failed", "launch_failed" -> State.FAILED;
            default -> State.UNKNOWN;
        };
    }
}
