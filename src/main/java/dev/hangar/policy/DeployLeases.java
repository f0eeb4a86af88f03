package dev.hangar.policy;

import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The lease pattern of a deploy: flyctl leases all machines of an app before it updates the first (facts 7.3). One
/// lease alone is somebody's hand on one machine, which is left alone for that; it says nothing of the others.
///
/// Whose lease it is and what its description says are a stranger's text, possibly an e-mail: they are not
/// repeated.
final class DeployLeases {
    /// So many leases at once are no hand on a single machine.
    static final int SEVERAL = 2;

    /// How every lease of a Hangar is described.
    private static final String OF_HANGAR = "hangar: ";

    private DeployLeases() {}

    /// Several leases in a fleet, or one on all it has, or one on a machine that is being made or changed.
    static Optional<String> inFleet(List<Machine> machines, Instant at) {
        List<Machine> leased =
                machines.stream().filter(machine -> isLeased(machine, at)).toList();
        Optional<Machine> changing =
                leased.stream().filter(machine -> isChanging(machine.state())).findFirst();
        if (changing.isPresent()) {
            Machine machine = changing.get();
            return Optional.of(machine.id() + " is " + machine.state().wireName() + " and leased" + whose(leased, at));
        }
        boolean all = !leased.isEmpty() && leased.size() == machines.size();
        return leased.size() >= SEVERAL || all
                ? Optional.of(leased.size() + " of " + machines.size() + " machines are leased" + whose(leased, at))
                : Optional.empty();
    }

    /// Several machines of an app leased by one owner, in whatever fleets.
    static Optional<String> inApp(List<Machine> machines, Instant at) {
        return machines.stream()
                .filter(machine -> isLeased(machine, at))
                .collect(Collectors.groupingBy(
                        machine -> machine.lease().map(Lease::owner).orElse(""), Collectors.toList()))
                .values()
                .stream()
                .filter(leased -> leased.size() >= SEVERAL)
                .map(leased -> leased.size() + " machines of the app are leased by one owner" + whose(leased, at))
                .sorted()
                .findFirst();
    }

    private static boolean isLeased(Machine machine, Instant at) {
        return machine.lease().filter(lease -> lease.isHeldAt(at)).isPresent();
    }

    private static boolean isChanging(MachineState state) {
        return state == MachineState.CREATED || state == MachineState.REPLACING || state == MachineState.UPDATING;
    }

    /// A pass of ours gives its leases back before it ends, so one that is seen is not ours, or a crash left it.
    private static String whose(List<Machine> leased, Instant at) {
        boolean hangar = leased.stream()
                .flatMap(machine -> machine.lease().stream())
                .allMatch(lease -> lease.isHeldAt(at) && lease.description().startsWith(OF_HANGAR));
        return hangar ? ", by another Hangar" : "";
    }
}
