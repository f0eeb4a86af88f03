package dev.hangar.policy;

import dev.hangar.model.Check;
import dev.hangar.model.MachineConfig;
import java.util.Comparator;
import java.util.Optional;

/// The machine that a new one is made like: the newest of those that prove, by serving, that their config works.
final class Template {
    private Template() {}

    /// The newest sound machine; empty when there is none.
    static Optional<Standing> of(Roster roster) {
        return roster.members().stream()
                .filter(Template::isSound)
                .max(Comparator.comparing((Standing member) -> member.machine().createdAt())
                        .thenComparing(member -> member.machine().id()));
    }

    /// Whether it may be cloned: it serves, all its checks pass, nobody holds or leases it, and it has no volume, which
    /// no other machine could mount.
    static boolean isSound(Standing member) {
        return member.serves()
                && member.touchable()
                && member.machine().checks().stream().allMatch(check -> check.status() == Check.Status.PASSING)
                && member.machine().config().filter(Template::isBare).isPresent();
    }

    private static boolean isBare(MachineConfig config) {
        return config.volumes().isEmpty();
    }

    /// Why there is none.
    static String missing(Roster roster) {
        boolean volumes = roster.members().stream().anyMatch(member -> !isBare(member.config()));
        return volumes ? "machines with a volume are never cloned" : "none serves, with all its checks passing";
    }

    /// How many releases the fleet is of; more than one, and none of them is cloned.
    static long releases(Roster roster) {
        return roster.members().stream()
                .map(member -> member.machine().metadata().getOrDefault("fly_release_version", ""))
                .distinct()
                .count();
    }
}
