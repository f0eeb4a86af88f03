package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineEvent;
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

    /// A start by a person so soon after our own may be ours: events do not tell them apart.
    private static final Duration OWN_START = Duration.ofMinutes(2);

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
                && apart.compareTo(LONGEST_LAUNCH) <= 0;
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
        return two.stream().anyMatch(member -> startedByPerson(member.machine(), memory))
                ? Optional.of(Keep.PERSON)
                : Optional.empty();
    }

    /// A start asked for by a user's token, long after the launch and not by ourselves.
    private static boolean startedByPerson(Machine machine, PolicyMemory memory) {
        Instant launched = machine.createdAt().plus(LONGEST_LAUNCH);
        Optional<Instant> ours = Optional.ofNullable(memory.wakes().get(machine.id()));
        return machine.events().stream()
                .filter(event -> event.type().equals("start") && event.source().equals("user"))
                .map(MachineEvent::at)
                .filter(at -> at.isAfter(launched))
                .anyMatch(at -> ours.filter(
                                own -> Duration.between(own, at).abs().compareTo(OWN_START) <= 0)
                        .isEmpty());
    }
}
