package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts the moments in which sleeps of ours were undone within minutes, by somebody or by ourselves: each was a
/// disruption for nothing. One burst that wakes several machines is one moment, however many it wakes.
///
/// A drain that somebody else takes back is one as well, once we begin it again: else two daemons of which only
/// one rests
/// would cordon and uncordon a machine in turns, pass after pass.
///
/// @param sleeps when we last put each machine to sleep, for some minutes
/// @param drains when we last began to drain each machine that neither we took back nor saw asleep since, for an
///     hour
/// @param undone moments within the last hour in which such sleeps were undone, oldest first
public record Flaps(SortedMap<MachineId, Slept> sleeps, SortedMap<MachineId, Instant> drains, List<Instant> undone) {
    /// A machine that is awake again so soon after we put it to sleep should not have slept.
    static final Duration SOON = Duration.ofMinutes(5);

    /// For so long a sleep that was undone counts.
    static final Duration COUNTS_FOR = Duration.ofHours(1);

    /// What is undone within a minute is undone by one cause.
    static final Duration MOMENT = Duration.ofMinutes(1);

    /// As many minutes as an hour has, and the largest limit that can be configured.
    private static final int MOST = 60;

    static final Flaps NEW = new Flaps(new TreeMap<>(), new TreeMap<>(), List.of());

    /// A sleep of ours.
    ///
    /// @param at when it was sent
    /// @param seen whether the machine was seen asleep since
    public record Slept(Instant at, boolean seen) {}

    public Flaps {
        sleeps = Collections.unmodifiableSortedMap(new TreeMap<>(sleeps));
        drains = Collections.unmodifiableSortedMap(new TreeMap<>(drains));
        undone = List.copyOf(undone);
    }

    /// After actions were sent at `at`.
    Flaps acted(Instant at, List<Action> sent) {
        TreeMap<MachineId, Slept> next = new TreeMap<>(sleeps);
        TreeMap<MachineId, Instant> draining = new TreeMap<>(drains);
        for (Action action : sent) {
            switch (action) {
                case Action.Sleep sleep -> {
                    next.put(sleep.machine().id(), new Slept(at, false));
                    draining.remove(sleep.machine().id());
                }
                case Action.Destroy destroy -> {
                    next.remove(destroy.machine().id());
                    draining.remove(destroy.machine().id());
                }
                case Action.Undrain undrain -> draining.remove(undrain.machine().id());
                // A start of ours undoes a sleep like anybody's: it is counted when the machine is seen awake.
                case Action.Start start -> {}
                // Only one that was accepted counts: see drained.
                case Action.Drain drain -> {}
                case Action.Create create -> {}
            }
        }
        return new Flaps(next, draining, undone);
    }

    /// After Fly accepted a drain of ours at `at`. One that we had begun before, and that neither of us ended,
    /// was taken
    /// back by somebody else.
    Flaps drained(Instant at, MachineId machine) {
        TreeMap<MachineId, Instant> draining = new TreeMap<>(drains);
        boolean takenBack = draining.put(machine, at) != null;
        return new Flaps(sleeps, draining, takenBack ? counted(undone, at) : undone);
    }

    private static List<Instant> counted(List<Instant> moments, Instant at) {
        if (!moments.isEmpty() && at.isBefore(moments.getLast().plus(MOMENT))) {
            return moments;
        }
        List<Instant> more = new ArrayList<>(moments);
        more.add(at);
        return more.subList(Math.max(0, more.size() - MOST), more.size());
    }

    /// After the machines were seen at `at`.
    Flaps seen(Instant at, List<Machine> machines) {
        TreeMap<MachineId, Slept> waiting = new TreeMap<>();
        List<Instant> moments = new ArrayList<>();
        for (Instant past : undone) {
            Instant then = past.isAfter(at) ? at : past;
            if (then.isAfter(at.minus(COUNTS_FOR))) {
                moments.add(then);
            }
        }
        for (Machine machine : machines) {
            Slept slept = sleeps.get(machine.id());
            if (slept == null || slept.at().isAfter(at)) {
                continue;
            }
            Optional<Instant> woken = wokenAt(machine, slept, at);
            boolean soon = !woken.orElse(at).isAfter(slept.at().plus(SOON));
            if (woken.isPresent() && soon) {
                moments = counted(moments, at);
            } else if (woken.isEmpty() && soon) {
                waiting.put(machine.id(), new Slept(slept.at(), slept.seen() || isAsleep(machine)));
            }
        }
        return new Flaps(waiting, draining(at, machines), moments);
    }

    private SortedMap<MachineId, Instant> draining(Instant at, List<Machine> machines) {
        TreeMap<MachineId, Instant> draining = new TreeMap<>();
        for (Machine machine : machines) {
            Instant since = drains.get(machine.id());
            boolean recent = since != null && !since.isAfter(at) && since.isAfter(at.minus(COUNTS_FOR));
            if (recent && machine.state() == MachineState.STARTED) {
                draining.put(machine.id(), since);
            }
        }
        return draining;
    }

    /// When the machine was woken after our sleep; empty while it sleeps or is still on its way there.
    private static Optional<Instant> wokenAt(Machine machine, Slept slept, Instant at) {
        MachineState state = machine.state();
        boolean awake = state == MachineState.STARTED || state == MachineState.STARTING;
        Optional<Instant> start = Starts.newest(machine).map(Starts.Start::at).filter(its -> its.isAfter(slept.at()));
        if (!awake) {
            return Optional.empty();
        }
        return start.or(() -> slept.seen() ? Optional.of(at) : Optional.empty());
    }

    private static boolean isAsleep(Machine machine) {
        return machine.state() == MachineState.STOPPED || machine.state() == MachineState.SUSPENDED;
    }

    /// Why shrinking rests; empty while fewer than `limit` sleeps were undone within the hour. 0 turns it off.
    Optional<String> holds(Instant at, int limit) {
        List<Instant> recent = undone.stream()
                .filter(past -> past.isAfter(at.minus(COUNTS_FOR)))
                .toList();
        if (limit == 0 || recent.size() < limit) {
            return Optional.empty();
        }
        Instant end = recent.get(recent.size() - limit).plus(COUNTS_FOR);
        return Optional.of(
                recent.size() + " times sleeps were undone within the hour, limit " + limit + ", until " + end);
    }
}
