package dev.hangar.simulation;

import dev.hangar.control.PassRecord;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What must be true once everything has come to rest: nothing of ours is left and nothing more is wanted. A fleet that
/// Fly Proxy itself keeps moving never rests: there a drain may be under way, but not for long.
///
/// @param calm since when nothing goes wrong any more
/// @param settle how long a fleet that nobody else moves may take
record Rest(Universe universe, Audit audit, Instant calm, Duration settle) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(8);

    void check(
            Collection<FleetTruth> fleets, Map<String, Instant> lastPass, Map<String, List<PassRecord>> lastRecords) {
        for (FleetTruth truth : fleets) {
            Instant last = lastPass.getOrDefault(truth.app(), Instant.EPOCH);
            if (last.plus(LONGEST_PAUSE).isBefore(universe.now())) {
                throw new Violation("passes-go-on", truth.app() + " had its last pass at " + last);
            }
            floorMet(truth);
            boolean rests = rests(truth);
            audit.count(rests ? "at rest" : "restless");
            for (SimulatedMachine machine : audit.machines(truth)) {
                nothingLeft(truth, machine, rests);
            }
            if (rests) {
                lastRecords.getOrDefault(truth.app(), List.of()).forEach(Rest::satisfied);
            }
        }
    }

    private boolean rests(FleetTruth truth) {
        Instant moved = audit.movedByOthers(truth).orElse(calm);
        return !moved.isAfter(calm) || !moved.plus(settle).isAfter(universe.now());
    }

    private void nothingLeft(FleetTruth truth, SimulatedMachine machine, boolean rests) {
        if (machine.state().kind() == MachineState.Kind.GONE) {
            return;
        }
        String own = machine.id().value();
        // A copy on a clone or a new machine of a deploy says nothing of it (facts 7.5).
        String tag = Optional.ofNullable(machine.metadata().get("hangar_drain"))
                .filter(value -> value.startsWith(own + " "))
                .orElse("");
        String what =
                truth.id() + " " + machine.name() + " is " + machine.state().wireName()
                        + (machine.isCordoned() ? ", cordoned" : "") + (tag.isEmpty() ? "" : ", tagged " + tag);
        boolean foreign = audit.foreignCordons.contains(own);
        if (!tag.isEmpty() && !rests) {
            Instant since = Instant.ofEpochSecond(Long.parseLong(tag.split(" ", -1)[1]));
            if (since.plus(LONGEST_DRAIN).isBefore(universe.now())) {
                throw new Violation("nothing-left-behind", what);
            }
        } else if (!tag.isEmpty() || (machine.isCordoned() && !foreign)) {
            throw new Violation("nothing-left-behind", what);
        }
        machine.leaseAt(universe.now()).filter(lease -> rests).ifPresent(lease -> {
            throw new Violation("leases-released", what + ", leased: " + lease.description());
        });
    }

    private static void satisfied(PassRecord record) {
        switch (record) {
            case PassRecord.Unread unread ->
                throw new Violation("converges", unread.app() + " unread: " + unread.failure());
            case PassRecord.Decided decided -> {
                if (!decided.evaluation().plan().isEmpty()) {
                    throw new Violation(
                            "fix-point",
                            decided.id() + " still plans "
                                    + decided.evaluation().plan().actions());
                }
            }
        }
    }

    private void floorMet(FleetTruth truth) {
        boolean quiet = audit.movedByOthers(truth)
                .orElse(Instant.EPOCH)
                .plus(LONGEST_DRAIN)
                .isBefore(universe.now());
        int serving = audit.serving(truth, Optional.empty());
        if (!quiet || truth.kind() == FleetTruth.Kind.LEFT_ALONE || serving >= truth.floorAsked()) {
            return;
        }
        boolean startable = audit.machines(truth).stream()
                .anyMatch(machine -> machine.state() == MachineState.STOPPED
                        && !truth.untouchable().contains(machine.name()));
        if (startable) {
            throw new Violation("floor-met", truth.id() + " serves " + serving + " of " + truth.floorAsked());
        }
    }
}
