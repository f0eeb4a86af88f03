package dev.hangar.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Who would sleep, and who would be woken, first: the lists that [Shrink] and [Growth] choose from, told to people.
final class Ranking {
    private Ranking() {}

    /// @param choices what was chosen before anything grows or shrinks
    static List<SleepCandidate> sleep(Situation now, Choices choices) {
        List<Standing> order = Shrink.candidates(now, choices);
        List<SleepCandidate> found = new ArrayList<>();
        for (Standing standing : withOthers(order, now.roster().in(Role.SERVING))) {
            found.add(sleep(now, standing, place(order, standing)));
        }
        return found;
    }

    private static SleepCandidate sleep(Situation now, Standing standing, OptionalInt place) {
        double load = now.demand().loadOf(standing.machine().id());
        boolean known = load < Double.MAX_VALUE;
        return new SleepCandidate(
                standing.machine().id(),
                place,
                known ? OptionalDouble.of(load) : OptionalDouble.empty(),
                known ? OptionalDouble.of(Shrink.score(now, standing)) : OptionalDouble.empty(),
                now.isTwin(standing),
                standing.machine().createdAt());
    }

    /// @param choices what was chosen before anything grows or shrinks
    static List<WakeCandidate> wake(Situation now, Choices choices) {
        List<Standing> order = Growth.candidates(now, choices);
        return withOthers(order, now.roster().in(Role.ASLEEP)).stream()
                .map(standing -> new WakeCandidate(
                        standing.machine().id(),
                        place(order, standing),
                        now.memory().refusesStart(standing.machine().id(), now.at()),
                        Growth.isSuspended(standing),
                        now.isTwin(standing)))
                .toList();
    }

    private static OptionalInt place(List<Standing> order, Standing standing) {
        int index = order.indexOf(standing);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
    }

    private static List<Standing> withOthers(List<Standing> order, List<Standing> all) {
        Set<Standing> ranked = order.stream().collect(Collectors.toSet());
        List<Standing> both = new ArrayList<>(order);
        all.stream().filter(standing -> !ranked.contains(standing)).forEach(both::add);
        return both;
    }
}
