package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Another autoscaler beside us, such as the official one, starts again through the API what we put to sleep,
/// and we put to sleep what it starts (facts 7.6). Told by its starts alone: it takes no lease and leaves no mark.
///
/// A person who starts some machines is none: it takes [#STARTS] starts that are not ours within an hour, in at
/// least two different minutes, and a machine among them that was started, slept and was started again.
final class OtherAutoscaler {
    /// Starts within the hour that are too many for a person.
    static final int STARTS = 3;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private OtherAutoscaler() {}

    static Optional<FleetReport.Hold> beside(Roster roster, PolicyMemory memory, Instant at) {
        List<Instant> foreign = new ArrayList<>();
        boolean again = false;
        for (Standing member : roster.members()) {
            List<Starts.Start> its = foreign(member.machine(), memory, at);
            its.forEach(start -> foreign.add(start.at()));
            again |= its.stream().skip(1).anyMatch(Starts.Start::again);
        }
        boolean spread = foreign.stream()
                        .map(start -> start.getEpochSecond() / MINUTE.toSeconds())
                        .distinct()
                        .count()
                > 1;
        if (foreign.size() < STARTS || !spread || !again) {
            return Optional.empty();
        }
        foreign.sort(null);
        // Below the limit again once the third youngest is an hour old.
        Instant end = foreign.get(foreign.size() - STARTS).plus(OwnStarts.REACH);
        return Optional.of(new FleetReport.Hold(
                Reason.OTHER_AUTOSCALER,
                foreign.size() + " starts within the hour that are not ours, the last at " + foreign.getLast()
                        + "; shrinking rests until " + end + " at least"));
    }

    /// Starts of the last hour that were asked for with a token and are not ours. Which ones were ours before this
    /// process began is known of the newest only, by its tag.
    private static List<Starts.Start> foreign(Machine machine, PolicyMemory memory, Instant at) {
        List<Starts.Start> starts = Starts.of(machine);
        return starts.stream()
                .filter(start -> start.equals(starts.getLast())
                        || memory.guards().starts().cover(start.at()))
                .filter(Starts.Start::byToken)
                .filter(start -> start.at().isAfter(at.minus(OwnStarts.REACH)))
                .filter(start -> !memory.isOurs(machine, start.at()))
                .toList();
    }
}
