package dev.hangar.policy;

import dev.hangar.model.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Our own starts of the last hour. Fly's events say of them what they say of a person's, and the tag on a machine
/// tells only the newest one.
///
/// @param since from when on they are known in full; empty before the first pass that could act
/// @param starts when we started each machine, oldest first
public record OwnStarts(Optional<Instant> since, SortedMap<MachineId, List<Instant>> starts) {
    /// How far back they matter.
    static final Duration REACH = Duration.ofHours(1);

    /// The event's time is Fly's, the remembered one ours: further apart they are two starts.
    private static final Duration SAME = Duration.ofMinutes(2);

    /// A machine can hardly be started more often within the hour; beyond that the oldest are dropped.
    private static final int MOST = 60;

    static final OwnStarts NEW = new OwnStarts(Optional.empty(), new TreeMap<>());

    public OwnStarts {
        TreeMap<MachineId, List<Instant>> copies = new TreeMap<>();
        starts.forEach((machine, instants) -> copies.put(machine, List.copyOf(instants)));
        starts = Collections.unmodifiableSortedMap(copies);
    }

    /// After a pass that could act, with the machines that it started.
    OwnStarts acted(Instant at, List<MachineId> started) {
        TreeMap<MachineId, List<Instant>> next = new TreeMap<>();
        starts.forEach((machine, instants) -> {
            List<Instant> young = instants.stream()
                    .filter(start -> start.isAfter(at.minus(REACH).minus(SAME)))
                    .map(start -> start.isAfter(at) ? at : start)
                    .toList();
            if (!young.isEmpty()) {
                next.put(machine, young);
            }
        });
        for (MachineId machine : started) {
            List<Instant> all = new ArrayList<>(next.getOrDefault(machine, List.of()));
            all.add(at);
            next.put(machine, all.subList(Math.max(0, all.size() - MOST), all.size()));
        }
        Instant first = since.filter(known -> !known.isAfter(at)).orElse(at);
        return new OwnStarts(Optional.of(first), next);
    }

    /// Whether a start of the machine at about `start` was ours.
    boolean has(MachineId machine, Instant start) {
        return starts.getOrDefault(machine, List.of()).stream().anyMatch(own -> same(own, start));
    }

    /// Whether we would remember a start at `start`.
    boolean cover(Instant start) {
        return since.filter(known -> known.isBefore(start)).isPresent();
    }

    static boolean same(Instant own, Instant start) {
        return Duration.between(own, start).abs().compareTo(SAME) <= 0;
    }
}
