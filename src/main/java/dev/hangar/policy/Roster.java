package dev.hangar.policy;

import dev.hangar.model.Expectation;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every machine of an observation with its role, in the fleet's total order, and the sign of a deploy elsewhere in the
/// app.
record Roster(List<Standing> all, Optional<String> deploy) {
    /// Beyond these a machine is wedged (facts 2.2).
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private static final Duration LONGEST_UPDATE = Duration.ofMinutes(10);

    Roster {
        all = List.copyOf(all);
    }

    static Roster of(Observation seen, PolicySettings settings) {
        Protection protection = new Protection(seen.fleet(), settings);
        Map<MachineRef, Expectation> open =
                seen.open().stream().collect(Collectors.toMap(Expectation::machine, Function.identity(), (a, b) -> a));
        return new Roster(
                seen.fleet().machines().stream()
                        .map(machine -> standing(
                                machine, protection, seen.at(), Optional.ofNullable(open.get(MachineRef.of(machine)))))
                        .toList(),
                seen.deploy());
    }

    private static Standing standing(
            Machine machine, Protection protection, Instant at, Optional<Expectation> expected) {
        Optional<DrainTag> drain = DrainTag.of(machine);
        Optional<Reason> outsider = protection.outsider(machine);
        if (outsider.isPresent()) {
            return new Standing(machine, Role.OUTSIDER, outsider, drain);
        }
        Role role = role(machine, at, expected);
        Optional<Reason> untouchable = switch (role) {
            case IDLE_WRECK -> Optional.of(wreck(machine.state()));
            case WAKING, LEAVING -> Optional.of(expected.isPresent() ? Reason.EXPECTED : Reason.IN_MOTION);
            case SERVING, DRAINING, ASLEEP, UNHEALTHY, OUTSIDER -> protection.untouchable(machine, at);
        };
        return new Standing(machine, role, untouchable, drain);
    }

    private static Role role(Machine machine, Instant at, Optional<Expectation> expected) {
        if (expected.isPresent()) {
            return expected.get().state() == MachineState.STARTED ? Role.WAKING : Role.LEAVING;
        }
        return switch (machine.state()) {
            case STARTED -> started(machine);
            case STOPPED, SUSPENDED -> Role.ASLEEP;
            case STARTING, RESTARTING -> waking(machine, at, LONGEST_START);
            case UPDATING, REPLACING, CREATING -> waking(machine, at, LONGEST_UPDATE);
            case STOPPING, SUSPENDING, DESTROYING -> Role.LEAVING;
            case CREATED, FAILED, LAUNCH_FAILED, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED -> Role.IDLE_WRECK;
        };
    }

    /// A machine that is on its way for too long is no capacity: it may never arrive.
    private static Role waking(Machine machine, Instant at, Duration longest) {
        return machine.updatedAt().plus(longest).isBefore(at) ? Role.IDLE_WRECK : Role.WAKING;
    }

    private static Role started(Machine machine) {
        if (machine.cordoned()) {
            // Cordoned by somebody else it takes no traffic either: no capacity, and Protection keeps us off it.
            return Role.DRAINING;
        }
        return machine.isUnhealthy() ? Role.UNHEALTHY : Role.SERVING;
    }

    private static Reason wreck(MachineState state) {
        return switch (state.kind()) {
            case BROKEN -> Reason.BROKEN;
            case UNKNOWN -> Reason.UNKNOWN_STATE;
            case GONE, AWAKE, ASLEEP, PASSING -> Reason.IN_MOTION;
        };
    }

    List<Standing> in(Role role) {
        return all.stream().filter(standing -> standing.role() == role).toList();
    }

    /// Machines that serve or are about to.
    int capacity() {
        return (int) all.stream().filter(Roster::counts).count();
    }

    /// Machines of `region` that serve or are about to.
    int capacity(Region region) {
        return (int) all.stream()
                .filter(standing -> counts(standing) && standing.region().equals(region))
                .count();
    }

    /// Machines that serve already: what a floor may rely on.
    int serving() {
        return in(Role.SERVING).size();
    }

    /// Machines of `region` that serve already.
    int serving(Region region) {
        return (int) in(Role.SERVING).stream()
                .filter(standing -> standing.region().equals(region))
                .count();
    }

    private static boolean counts(Standing standing) {
        return standing.role() == Role.SERVING || standing.role() == Role.WAKING;
    }

    /// The machines of the fleet proper.
    List<Machine> machines() {
        return members().stream().map(Standing::machine).toList();
    }

    /// The fleet proper, without outsiders.
    List<Standing> members() {
        return all.stream().filter(standing -> standing.role() != Role.OUTSIDER).toList();
    }
}
