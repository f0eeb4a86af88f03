package dev.hangar.policy;

import dev.hangar.model.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Until when a machine is left awake because a person wanted it: it was woken by hand, or made by hand beside a
/// release that was running already (`fly scale count`, `fly machine clone`; facts 7.5). Floors say it for good.
final class PersonAtWork {
    private PersonAtWork() {}

    /// When our yielding ends; empty when there is nobody to yield to, or no longer.
    static Optional<Instant> yieldsUntil(Standing standing, Situation now) {
        Duration patience = now.settings().guards().yieldToPerson();
        Machine machine = standing.machine();
        return wokenByHand(machine, now.memory())
                .or(() -> madeByHand(machine, now.roster()))
                .map(wanted -> wanted.plus(patience))
                .filter(end -> end.isAfter(now.at()));
    }

    /// When a person woke the machine last. Earlier wakes tell what somebody wanted then: whoever put it to
    /// sleep since has changed that.
    static Optional<Instant> wokenByHand(Machine machine, PolicyMemory memory) {
        return Starts.newest(machine)
                .filter(Starts.Start::byToken)
                .map(Starts.Start::at)
                .filter(at -> at.isAfter(machine.createdAt().plus(LaunchPair.LONGEST_LAUNCH)))
                .filter(at -> !memory.isOurs(machine, at));
    }

    /// When the machine was made, if its release was running long enough by then that no deploy made it: longer
    /// than a launch takes after the first machine of that release got its config.
    private static Optional<Instant> madeByHand(Machine machine, Roster roster) {
        String release = machine.metadata().get("fly_release_version");
        List<Machine> fleet = roster.machines();
        if (release == null || CreateTag.isOurs(machine, fleet)) {
            return Optional.empty();
        }
        return fleet.stream()
                .filter(other -> !other.id().equals(machine.id())
                        && release.equals(other.metadata().get("fly_release_version")))
                .flatMap(other -> Deploys.ulidTime(other.version()).stream())
                .min(Comparator.naturalOrder())
                .filter(first -> machine.createdAt().isAfter(first.plus(LaunchPair.LONGEST_LAUNCH)))
                .map(first -> machine.createdAt());
    }
}
