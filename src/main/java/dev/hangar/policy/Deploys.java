package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a deploy is under way, by the signs of the Machines API alone (facts 7.3, 7.4): a machine being
/// updated or replaced, leases on several machines at once, or two releases in one group of which the newer
/// config is young.
public final class Deploys {
    /// These signs stop counting after so long: an interrupted deploy would else block the fleet for ever.
    static final Duration AGES_OUT = Duration.ofMinutes(60);

    /// Crockford's base 32, in which a ULID spells its time: ten digits of milliseconds since 1970, then chance.
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Set<String> DEPLOY_GROUPS = Set.of("fly_app_release_command", "fly_app_test_machine_command");

    private static final int ULID_LENGTH = 26;
    private static final int TIME_DIGITS = 10;

    private Deploys() {}

    /// The sign of a deploy of the fleet or of its app, in words; empty when there is none.
    static Optional<String> running(Roster roster, Instant at) {
        return roster.deploy().or(() -> inFleet(roster, at));
    }

    /// A sign that concerns all fleets of an app: a release command, test machine or canary at work (facts 7.2, 7.4).
    /// They belong to process groups of their own, so the fleets do not see them.
    public static Optional<String> inApp(List<Machine> machines, Instant at) {
        Instant young = at.minus(AGES_OUT);
        return machines.stream()
                .filter(machine ->
                        isAtWork(machine.state()) && machine.updatedAt().isAfter(young))
                .filter(Deploys::isPartOfDeploy)
                .map(machine -> machine.id() + " of group " + machine.fleet().group() + " is " + machine.stateText())
                .findFirst()
                .or(() -> DeployLeases.inApp(machines, at));
    }

    private static boolean isPartOfDeploy(Machine machine) {
        return DEPLOY_GROUPS.contains(machine.fleet().group().value())
                || machine.metadata().getOrDefault("process_group", "").equals("release_command")
                || machine.metadata().getOrDefault("fly_canary", "").equals("true");
    }

    private static boolean isAtWork(MachineState state) {
        return switch (state.kind()) {
            case AWAKE, PASSING -> true;
            // A release command is created first and started later.
            case ASLEEP -> state == MachineState.CREATED;
            case BROKEN, GONE, UNKNOWN -> false;
        };
    }

    private static Optional<String> inFleet(Roster roster, Instant at) {
        Instant young = at.minus(AGES_OUT);
        List<Machine> machines =
                roster.members().stream().map(Standing::machine).toList();
        for (Machine machine : machines) {
            MachineState state = machine.state();
            boolean changing = state == MachineState.UPDATING || state == MachineState.REPLACING;
            if (changing && machine.updatedAt().isAfter(young)) {
                return Optional.of(machine.id() + " is " + state.wireName());
            }
        }
        Optional<String> leases = DeployLeases.inFleet(
                roster.all().stream().map(Standing::machine).toList(), at);
        if (leases.isPresent()) {
            return leases;
        }
        long releases = machines.stream()
                .flatMap(machine -> Optional.ofNullable(machine.metadata().get("fly_release_version")).stream())
                .distinct()
                .count();
        boolean recent =
                machines.stream().anyMatch(machine -> configuredAt(machine).isAfter(young));
        return releases > 1 && recent ? Optional.of(releases + " releases in one group") : Optional.empty();
    }

    /// When the machine got its config. Its `updated_at` moves with every start and stop as well, so it serves only
    /// where the version is no ULID.
    public static Instant configuredAt(Machine machine) {
        return ulidTime(machine.version()).orElse(machine.updatedAt());
    }

    static Optional<Instant> ulidTime(String version) {
        if (version.length() != ULID_LENGTH) {
            return Optional.empty();
        }
        long millis = 0;
        for (int i = 0; i < TIME_DIGITS; i++) {
            int digit = DIGITS.indexOf(version.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            millis = millis * DIGITS.length() + digit;
        }
        return Optional.of(Instant.ofEpochMilli(millis));
    }
}
