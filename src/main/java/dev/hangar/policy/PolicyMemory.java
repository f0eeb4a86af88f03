package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a policy remembers of a fleet between passes: a small, serialisable value.
///
/// @param since first pass of an unbroken series of passes; empty before the first
/// @param lastSeen last pass
/// @param fleetWindow recommendations for the whole fleet
/// @param regionWindows recommendations by region
/// @param peakNeed most machines that demand ever needed, as far back as this memory reaches
/// @param lastWake when we last woke a machine
/// @param sleeps when we put machines to sleep, within the budget's window
/// @param wakes when we last woke each machine
/// @param suspendRefusals when Fly last refused to suspend a machine
/// @param startRefusals when a machine last refused to start
/// @param guards what the guards remember
/// @param times how long machines take to wake and to go to sleep
/// @param pools what the adaptive scaling has learned
public record PolicyMemory(
        Optional<Instant> since,
        Optional<Instant> lastSeen,
        MaxWindow fleetWindow,
        SortedMap<Region, MaxWindow> regionWindows,
        int peakNeed,
        Optional<Instant> lastWake,
        List<Instant> sleeps,
        SortedMap<MachineId, Instant> wakes,
        SortedMap<MachineId, Instant> suspendRefusals,
        SortedMap<MachineId, Instant> startRefusals,
        GuardMemory guards,
        WakeTimes times,
        Pools pools) {
    /// The memory of a fleet never seen before.
    public static final PolicyMemory NEW = new PolicyMemory(
            Optional.empty(),
            Optional.empty(),
            MaxWindow.EMPTY,
            new TreeMap<>(),
            0,
            Optional.empty(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            GuardMemory.NEW,
            WakeTimes.NEW,
            Pools.NEW);

    public PolicyMemory {
        regionWindows = Collections.unmodifiableSortedMap(new TreeMap<>(regionWindows));
        sleeps = List.copyOf(sleeps);
        wakes = Collections.unmodifiableSortedMap(new TreeMap<>(wakes));
        suspendRefusals = Collections.unmodifiableSortedMap(new TreeMap<>(suspendRefusals));
        startRefusals = Collections.unmodifiableSortedMap(new TreeMap<>(startRefusals));
    }

    private static final Duration SHORTEST_BREAK = Duration.ofMinutes(1);
    private static final Duration REFUSAL_COUNTS_FOR = Duration.ofDays(1);
    private static final Duration START_REFUSAL_COUNTS_FOR = Duration.ofMinutes(5);

    /// How long the fleet has been watched without a break; zero before the first pass.
    Duration watched(Instant at) {
        return since.map(first -> Duration.between(first, at)).orElse(Duration.ZERO);
    }

    /// Machines put to sleep within `window` before `at`.
    public int sleepsWithin(Instant at, Duration window) {
        return (int)
                sleeps.stream().filter(slept -> slept.isAfter(at.minus(window))).count();
    }

    /// The memory after this pass's need was seen. A gap between passes longer than `window` (and than a minute), or a
    /// clock that went back, begins a new series: what happened meanwhile is not known.
    ///
    /// @param present machines of the fleet: what is remembered of others is dropped
    PolicyMemory seen(Instant at, Need need, Set<MachineId> present, Duration window) {
        Duration longestGap = window.compareTo(SHORTEST_BREAK) < 0 ? SHORTEST_BREAK : window;
        boolean unbroken = lastSeen.filter(
                        last -> !at.isBefore(last) && Duration.between(last, at).compareTo(longestGap) <= 0)
                .isPresent();
        TreeMap<Region, MaxWindow> regions = new TreeMap<>(regionWindows);
        need.byRegion().keySet().forEach(region -> regions.putIfAbsent(region, MaxWindow.EMPTY));
        regions.replaceAll((region, past) -> past.with(at, need.byRegion().getOrDefault(region, 0), window));
        regions.values().removeIf(past -> past.max() == 0);
        return new PolicyMemory(
                unbroken ? since : Optional.of(at),
                Optional.of(at),
                fleetWindow.with(at, need.withoutRegion(), window),
                regions,
                Math.max(peakNeed, need.byDemand()),
                lastWake.map(wake -> notAfter(at, wake)),
                sleeps.stream().map(slept -> notAfter(at, slept)).toList(),
                stillThere(wakes, present, at),
                stillThere(suspendRefusals, present, at),
                stillThere(startRefusals, present, at),
                guards,
                times,
                pools);
    }

    /// The same memory with what the guards remember now.
    PolicyMemory with(GuardMemory remembered) {
        return with(suspendRefusals, startRefusals, remembered, times, pools);
    }

    /// The same memory with what is known of waking and going to sleep now.
    PolicyMemory with(WakeTimes learned) {
        return with(suspendRefusals, startRefusals, guards, learned, pools);
    }

    /// The same memory with what the adaptive scaling has learned now.
    PolicyMemory with(Pools learned) {
        return with(suspendRefusals, startRefusals, guards, times, learned);
    }

    private PolicyMemory with(
            SortedMap<MachineId, Instant> toSuspend,
            SortedMap<MachineId, Instant> toStart,
            GuardMemory remembered,
            WakeTimes waking,
            Pools learned) {
        return new PolicyMemory(
                since,
                lastSeen,
                fleetWindow,
                regionWindows,
                peakNeed,
                lastWake,
                sleeps,
                wakes,
                toSuspend,
                toStart,
                remembered,
                waking,
                learned);
    }

    /// Whether a start of the machine, which its events date to `start`, was ours: by memory, or after a restart
    /// by the tag that we left on the machine.
    public boolean isOurs(Machine machine, Instant start) {
        Stream<Instant> last = Optional.ofNullable(wakes.get(machine.id())).stream();
        Stream<Instant> tagged = StartTag.of(machine).map(StartTag::starts).orElse(List.of()).stream();
        return guards.starts().has(machine.id(), start)
                || Stream.concat(last, tagged).anyMatch(own -> OwnStarts.same(own, start));
    }

    /// What a clock that went back has put into the future counts as of now, so that it wears off in its time.
    private static Instant notAfter(Instant at, Instant remembered) {
        return remembered.isAfter(at) ? at : remembered;
    }

    private static SortedMap<MachineId, Instant> stillThere(
            SortedMap<MachineId, Instant> remembered, Set<MachineId> present, Instant at) {
        TreeMap<MachineId, Instant> kept = new TreeMap<>(remembered);
        kept.keySet().retainAll(present);
        kept.replaceAll((machine, then) -> notAfter(at, then));
        return kept;
    }

    /// The memory after Fly refused to suspend a machine: for a day it is stopped instead (facts 5).
    public PolicyMemory suspendRefused(MachineId machine, Instant at) {
        TreeMap<MachineId, Instant> refusals = new TreeMap<>(suspendRefusals);
        refusals.put(machine, at);
        return with(refusals, startRefusals, guards, times, pools);
    }

    /// The memory after a machine refused to start: for some minutes others are tried before it.
    public PolicyMemory startRefused(MachineId machine, Instant at) {
        TreeMap<MachineId, Instant> refusals = new TreeMap<>(startRefusals);
        refusals.put(machine, at);
        return with(suspendRefusals, refusals, guards, times, pools);
    }

    /// The memory after Fly accepted a drain of ours: a fight over a machine shows in drains that are begun again.
    public PolicyMemory drained(MachineId machine, Instant at) {
        return with(suspendRefusals, startRefusals, guards.drained(at, machine), times, pools);
    }

    /// The memory after Fly refused to create a machine.
    public PolicyMemory createRefused(Region region, Instant at) {
        return with(guards.with(guards.creates().refused(at, region)));
    }

    /// Whether the machine refused to start within the last minutes.
    boolean refusesStart(MachineId machine, Instant at) {
        return Optional.ofNullable(startRefusals.get(machine))
                .filter(refused -> refused.plus(START_REFUSAL_COUNTS_FOR).isAfter(at))
                .isPresent();
    }

    /// Whether Fly refused to suspend the machine within the last day.
    boolean refusesSuspend(MachineId machine, Instant at) {
        return Optional.ofNullable(suspendRefusals.get(machine))
                .filter(refused -> refused.plus(REFUSAL_COUNTS_FOR).isAfter(at))
                .isPresent();
    }

    /// The memory after these actions were sent at `at` (applied, or in doubt: then they count as well).
    public PolicyMemory acted(Instant at, List<Action> sent, Duration budgetWindow) {
        List<Instant> slept = new ArrayList<>(sleeps.stream()
                .filter(instant -> instant.isAfter(at.minus(budgetWindow)))
                .toList());
        TreeMap<MachineId, Instant> woken = new TreeMap<>(wakes);
        Optional<Instant> wake = lastWake;
        for (Action action : sent) {
            switch (action) {
                case Action.Start start -> {
                    wake = Optional.of(at);
                    woken.put(start.machine().id(), at);
                }
                case Action.Drain drain -> slept.add(at);
                case Action.Sleep sleep -> {
                    // A machine that drained was counted when its drain began.
                    if (!sleep.drained()) {
                        slept.add(at);
                    }
                }
                case Action.Destroy destroy -> woken.remove(destroy.machine().id());
                case Action.Undrain undrain -> {}
                case Action.Create create -> {}
            }
        }
        return new PolicyMemory(
                since,
                lastSeen,
                fleetWindow,
                regionWindows,
                peakNeed,
                wake,
                slept,
                woken,
                suspendRefusals,
                startRefusals,
                guards.acted(at, sent),
                times,
                pools);
    }
}
