package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which sleeping machines are woken: first where a region lacks, then anywhere, suspended ones before stopped ones.
final class Growth {
    private Growth() {}

    /// Chooses starts; returns why fewer than wanted are started.
    static Optional<FleetReport.Hold> choose(Situation now, Choices choices) {
        List<Standing> asleep = new ArrayList<>(now.roster().in(Role.ASLEEP).stream()
                .filter(standing -> standing.touchable() && choices.isOpen(standing))
                .sorted(order(now))
                .toList());
        int regained = (int) choices.all().stream()
                .filter(choice -> choice.reason() == Reason.DRAIN_CANCELED)
                .count();
        int capacity = now.roster().capacity() + regained;
        int room = now.settings().ceiling().orElse(Integer.MAX_VALUE) - capacity;
        int wanted = Math.max(now.target().growTotal() - capacity, lackingByRegion(now));
        int limit = Math.max(0, Math.min(Math.min(wanted, room), now.settings().stepUp()));
        List<Standing> started = new ArrayList<>();
        for (Map.Entry<Region, Integer> region : now.target().grow().entrySet()) {
            int lacking = region.getValue() - now.roster().capacity(region.getKey());
            takeFrom(asleep, started, region.getKey(), Math.min(lacking, limit - started.size()));
        }
        while (started.size() < limit
                && capacity + started.size() < now.target().growTotal()
                && !asleep.isEmpty()) {
            started.add(asleep.removeFirst());
        }
        started.forEach(standing -> start(now, choices, standing));
        return shortfall(now, wanted - started.size(), wanted > limit && room < wanted, asleep.isEmpty());
    }

    private static int lackingByRegion(Situation now) {
        return now.target().grow().entrySet().stream()
                .mapToInt(entry -> Math.max(0, entry.getValue() - now.roster().capacity(entry.getKey())))
                .sum();
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

    private static void start(Situation now, Choices choices, Standing standing) {
        Floors floors = now.floors();
        boolean forFloor = now.roster().capacity() < floors.total()
                || now.roster().capacity(standing.region()) < floors.of(standing.region());
        choices.act(
                new Action.Start(standing.ref(), forFloor ? Reason.FLOOR : Reason.DEMAND),
                now.demand().describe() + ", " + now.target().growTotal() + " wanted");
    }

    private static Optional<FleetReport.Hold> shortfall(Situation now, int missing, boolean ceiling, boolean noneLeft) {
        if (missing <= 0) {
            return Optional.empty();
        }
        if (ceiling) {
            return Optional.of(new FleetReport.Hold(
                    Reason.AT_CEILING, "ceiling " + now.settings().ceiling().orElse(0)));
        }
        return noneLeft
                ? Optional.of(new FleetReport.Hold(Reason.NOTHING_TO_START, missing + " more wanted"))
                : Optional.of(new FleetReport.Hold(Reason.STEP_LIMIT, missing + " more in the next pass"));
    }

    private static Comparator<Standing> order(Situation now) {
        return Comparator.comparing((Standing standing) -> standing.machine().state() != MachineState.SUSPENDED)
                .thenComparing(now::isTwin)
                .thenComparing(Standing::machine);
    }
}
