package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the guards remember of a fleet between passes: small, bounded and serialisable.
///
/// @param cliff watches for demand that vanishes at once
/// @param flaps sleeps of ours, and those that were undone
/// @param starts our own starts of the last hour
/// @param creates what became of the machines that we created
public record GuardMemory(TrafficCliff cliff, Flaps flaps, OwnStarts starts, Creates creates) {
    /// Nothing remembered.
    public static final GuardMemory NEW = new GuardMemory(TrafficCliff.NEW, Flaps.NEW, OwnStarts.NEW);

    /// Of a fleet in which nothing was created.
    public GuardMemory(TrafficCliff cliff, Flaps flaps, OwnStarts starts) {
        this(cliff, flaps, starts, Creates.NEW);
    }

    /// The same with what is known of our creates now.
    GuardMemory with(Creates known) {
        return new GuardMemory(cliff, flaps, starts, known);
    }

    /// After a pass has seen the fleet.
    ///
    /// @param before the pass before it
    GuardMemory seen(Instant at, Optional<Instant> before, Roster roster, Demand demand, Guards guards) {
        boolean served = roster.members().stream()
                .anyMatch(member -> !member.config().services().isEmpty());
        return new GuardMemory(
                cliff.seen(at, before, demand, served, guards.cliffHold()),
                flaps.seen(at, roster.all().stream().map(Standing::machine).toList()),
                starts,
                creates.seen(at, roster.all().stream().map(Standing::machine).toList()));
    }

    /// After Fly accepted a drain of ours at `at`.
    GuardMemory drained(Instant at, MachineId machine) {
        return new GuardMemory(cliff, flaps.drained(at, machine), starts, creates);
    }

    /// After actions were sent at `at`; called for every pass, also for one that sent none.
    GuardMemory acted(Instant at, List<Action> sent) {
        List<MachineId> started = sent.stream()
                .filter(Action.Start.class::isInstance)
                .map(action -> action.machine().id())
                .toList();
        return new GuardMemory(cliff, flaps.acted(at, sent), starts.acted(at, started), creates.acted(at, sent));
    }
}
