package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The two machines that a first deploy makes of one service, recognised by facts (facts 7.1), never by guess.
///
/// @param first the older machine
/// @param twin the younger one, which may be redundant
/// @param keep why both are wanted; empty when the twin was never needed
public record LaunchPair(Standing first, Standing twin, Optional<Keep> keep) {
    /// flyctl makes the second machine after the first passed its checks: seconds to a few minutes later.
    public static final Duration LONGEST_LAUNCH = Duration.ofMinutes(10);

    /// A machine that is destroyed does not come back by itself. A week holds each weekday and the weekend once:
    /// what two machines were made for, if anything, shows within it. To wait costs only the root file system of
    /// one that sleeps.
    public static final Duration EVIDENCE = Duration.ofDays(7);

    private static final String BLUE_GREEN_TAG = "fly_bluegreen_deployment_tag";

    /// Who wants two machines.
    public enum Keep {
        FLOOR,
        DEMAND,
        PERSON
    }

    /// Finds the pair in a fleet of exactly two.
    static Optional<LaunchPair> find(Roster roster, Floors floors, PolicyMemory memory) {
        List<Standing> two = roster.members().stream()
                .sorted(Comparator.comparing(
                                (Standing member) -> member.machine().createdAt())
                        .thenComparing(member -> member.machine().id()))
                .toList();
        if (two.size() != 2 || roster.all().size() != 2 || !twins(two.getFirst(), two.getLast())) {
            return Optional.empty();
        }
        Standing twin = two.getLast();
        return Optional.of(new LaunchPair(two.getFirst(), twin, keep(two, floors, memory)));
    }

    private static boolean twins(Standing first, Standing second) {
        MachineConfig one = first.config();
        MachineConfig other = second.config();
        Duration apart =
                Duration.between(first.machine().createdAt(), second.machine().createdAt());
        return !one.services().isEmpty()
                && one.services().equals(other.services())
                && one.guest().equals(other.guest())
                && one.image().equals(other.image())
                && one.volumes().isEmpty()
                && other.volumes().isEmpty()
                && first.region().equals(second.region())
                && sameRelease(first.machine(), second.machine())
                && !isBlueGreen(first.machine())
                && !isBlueGreen(second.machine())
                && !second.machine().metadata().containsKey(CreateTag.LAUNCH_ID)
                && apart.compareTo(LONGEST_LAUNCH) <= 0;
    }

    /// A blue-green deploy makes all machines anew, seconds apart (facts 7.2): their age tells nothing of a launch.
    private static boolean isBlueGreen(Machine machine) {
        return machine.metadata().containsKey(BLUE_GREEN_TAG);
    }

    /// Whether the first machine could carry the fleet alone: it serves, or sleeps and may be woken.
    boolean firstIsSound() {
        return first.touchable() && (first.serves() || first.role() == Role.ASLEEP);
    }

    /// Why the fleet was not watched for long enough to destroy the twin; empty when it was.
    static Optional<String> evidenceMissing(PolicyMemory memory, Instant at) {
        Duration watched = memory.watched(at);
        if (watched.compareTo(EVIDENCE) >= 0) {
            return Optional.empty();
        }
        long tenths = watched.toMinutes() * 10 / Duration.ofDays(1).toMinutes();
        return Optional.of("watched for " + tenths / 10 + "." + tenths % 10 + " of " + EVIDENCE.toDays() + " days");
    }

    private static boolean sameRelease(Machine first, Machine second) {
        String release = first.metadata().get("fly_release_version");
        return release != null && release.equals(second.metadata().get("fly_release_version"));
    }

    private static Optional<Keep> keep(List<Standing> two, Floors floors, PolicyMemory memory) {
        if (floors.total() >= 2) {
            return Optional.of(Keep.FLOOR);
        }
        if (memory.peakNeed() >= 2) {
            return Optional.of(Keep.DEMAND);
        }
        return two.stream()
                        .anyMatch(member -> PersonAtWork.wokenByHand(member.machine(), memory)
                                .isPresent())
                ? Optional.of(Keep.PERSON)
                : Optional.empty();
    }
}
