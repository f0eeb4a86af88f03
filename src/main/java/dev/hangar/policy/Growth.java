package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which sleeping machines are woken: first where a region lacks, then anywhere, suspended ones before stopped ones and
/// those that just refused to start last.
final class Growth {
    private Growth() {}

    /// Chooses starts; returns why fewer than wanted are started.
    static Optional<FleetReport.Hold> choose(Situation now, Choices choices) {
        List<Standing> asleep = new ArrayList<>(candidates(now, choices));
        int capacity = now.roster().capacity();
        for (Region region : regions(now)) {
            capacity += DrainSteps.regained(now, choices, region);
        }
        SortedMap<Region, Integer> lacking = lacking(now, choices);
        int room = now.settings().ceiling().orElse(Integer.MAX_VALUE) - capacity;
        // More than the ceiling may be asked for: it is not granted, but it is said.
        int asked = Math.max(
                Math.max(Need.sum(now.target().grow().values()), now.need().withoutRegion()),
                now.floors().total());
        int wanted = Math.max(asked - capacity, Need.sum(lacking.values()));
        int limit = Math.max(0, Math.min(Math.min(wanted, room), now.settings().stepUp()));
        List<Standing> started = new ArrayList<>();
        lacking.forEach((region, count) -> takeFrom(asleep, started, region, Math.min(count, limit - started.size())));
        while (started.size() < limit
                && capacity + started.size() < now.target().growTotal()
                && !asleep.isEmpty()) {
            started.add(asleep.removeFirst());
        }
        if (now.pause().stopsGrowing() && !started.isEmpty()) {
            return Optional.of(paused(now, choices, started, capacity));
        }
        start(now, choices, started, capacity);
        return shortfall(now, wanted - started.size(), started.size() < limit, room);
    }

    /// Who may be woken, the first to wake first.
    static List<Standing> candidates(Situation now, Choices choices) {
        return now.roster().in(Role.ASLEEP).stream()
                .filter(standing -> standing.touchable() && choices.isOpen(standing))
                .sorted(order(now))
                .toList();
    }

    static boolean isSuspended(Standing standing) {
        return standing.machine().state() == MachineState.SUSPENDED;
    }

    private static List<Region> regions(Situation now) {
        return now.roster().all().stream()
                .map(Standing::region)
                .distinct()
                .sorted()
                .toList();
    }

    /// How many machines each region lacks.
    private static SortedMap<Region, Integer> lacking(Situation now, Choices choices) {
        TreeMap<Region, Integer> lacking = new TreeMap<>();
        now.target().grow().forEach((region, wanted) -> {
            int has = now.roster().capacity(region) + DrainSteps.regained(now, choices, region);
            lacking.put(region, Math.max(0, wanted - has));
        });
        return lacking;
    }

    private static void takeFrom(List<Standing> asleep, List<Standing> started, Region region, int count) {
        for (int taken = 0; taken < count; taken++) {
            Optional<Standing> next = asleep.stream()
                    .filter(standing -> standing.region().equals(region))
                    .findFirst();
            if (next.isEmpty()) {
                return;
            }
            asleep.remove(next.get());
            started.add(next.get());
        }
    }

    private static void start(Situation now, Choices choices, List<Standing> started, int capacity) {
        for (int i = 0; i < started.size(); i++) {
            Standing standing = started.get(i);
            boolean forFloor = forFloor(now, standing, capacity + i);
            choices.act(
                    new Action.Start(standing.ref(), forFloor ? Reason.FLOOR : Reason.DEMAND),
                    Recommendation.describe(now.demand(), now.need(), now.settings()) + ", "
                            + now.target().growTotal() + " wanted");
        }
    }

    private static boolean forFloor(Situation now, Standing standing, int capacity) {
        return capacity < now.floors().total()
                || now.roster().capacity(standing.region()) < now.floors().of(standing.region());
    }

    /// A pause outranks even a floor, so the report must not keep quiet about one that is not served.
    private static FleetReport.Hold paused(Situation now, Choices choices, List<Standing> wanted, int capacity) {
        int floors = 0;
        for (int i = 0; i < wanted.size(); i++) {
            boolean forFloor = forFloor(now, wanted.get(i), capacity + i);
            floors += forFloor ? 1 : 0;
            String who = forFloor ? "the floor" : "demand";
            choices.leave(wanted.get(i), Reason.PAUSED, now.pause().detail() + "; " + who + " would start it");
        }
        String ofFloors = floors > 0 ? " (" + floors + " for a floor)" : "";
        return new FleetReport.Hold(Reason.PAUSED, now.pause().detail() + "; would start " + wanted.size() + ofFloors);
    }

    private static Optional<FleetReport.Hold> shortfall(Situation now, int missing, boolean noneFits, int room) {
        if (missing <= 0) {
            return Optional.empty();
        }
        if (noneFits) {
            return Optional.of(new FleetReport.Hold(Reason.NOTHING_TO_START, missing + " more wanted"));
        }
        return room <= now.settings().stepUp()
                ? Optional.of(new FleetReport.Hold(
                        Reason.AT_CEILING, "ceiling " + now.settings().ceiling().orElse(0)))
                : Optional.of(new FleetReport.Hold(Reason.STEP_LIMIT, missing + " more in the next pass"));
    }

    private static Comparator<Standing> order(Situation now) {
        return Comparator.comparing((Standing standing) ->
                        now.memory().refusesStart(standing.machine().id(), now.at()))
                .thenComparing(standing -> !isSuspended(standing))
                .thenComparing(now::isTwin)
                .thenComparing(Standing::machine);
    }
}
