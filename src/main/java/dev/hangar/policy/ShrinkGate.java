package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why nothing may shrink in this pass. Every reason that applies is named; an empty list opens the gate.
final class ShrinkGate {
    /// A roll-out that left two releases behind stops counting as a deploy after so long: an interrupted deploy would
    /// else block the fleet for ever (facts 7.4).
    static final Duration DEPLOY_AGES_OUT = Duration.ofMinutes(60);

    private ShrinkGate() {}

    static List<FleetReport.Hold> closedBy(Situation now) {
        List<FleetReport.Hold> holds = new ArrayList<>();
        now.demand().gap().ifPresent(gap -> holds.add(new FleetReport.Hold(gap.reason(), gap.detail())));
        deploy(now).ifPresent(holds::add);
        Duration watched = now.memory().watched(now.at());
        Duration window = now.settings().stabilization();
        if (watched.compareTo(window) < 0) {
            holds.add(new FleetReport.Hold(
                    Reason.WARMING_UP, "watched for " + watched.toSeconds() + " s of " + window.toSeconds() + " s"));
        }
        now.memory()
                .lastWake()
                .map(wake -> Duration.between(wake, now.at()))
                .filter(since -> since.compareTo(now.settings().coolDown()) < 0)
                .ifPresent(since -> holds.add(
                        new FleetReport.Hold(Reason.COOLING_DOWN, "woke a machine " + since.toSeconds() + " s ago")));
        Budget budget = now.settings().budget();
        int spent = now.memory().sleepsWithin(now.at(), budget.window());
        if (spent >= budget.sleeps()) {
            holds.add(new FleetReport.Hold(
                    Reason.BUDGET_SPENT,
                    spent + " of " + budget.sleeps() + " within "
                            + budget.window().toSeconds() + " s"));
        }
        now.pair().flatMap(pair -> pair(pair, now)).ifPresent(holds::add);
        return holds;
    }

    private static Optional<FleetReport.Hold> pair(LaunchPair pair, Situation now) {
        if (now.roster().capacity() < 2) {
            return Optional.empty();
        }
        if (pair.keep().equals(Optional.of(LaunchPair.Keep.PERSON))) {
            return Optional.of(new FleetReport.Hold(Reason.PERSON_SCALED, "started by hand after the launch"));
        }
        boolean reportOnly = now.settings().launchPair() == LaunchPairMode.REPORT;
        return reportOnly && pair.keep().isEmpty()
                ? Optional.of(new FleetReport.Hold(
                        Reason.LAUNCH_PAIR_REPORTED, pair.twin().machine().id() + " is the second machine"))
                : Optional.empty();
    }

    /// A deploy by the signs of the Machines API alone (facts 7.4): a machine being updated or replaced, or two
    /// releases
    /// in one group whose newest change is young.
    private static Optional<FleetReport.Hold> deploy(Situation now) {
        for (Standing member : now.roster().members()) {
            MachineState state = member.machine().state();
            if (state == MachineState.UPDATING || state == MachineState.REPLACING) {
                return Optional.of(new FleetReport.Hold(
                        Reason.DEPLOY_RUNNING, member.machine().id() + " is " + state.wireName()));
            }
        }
        List<Machine> machines =
                now.roster().members().stream().map(Standing::machine).toList();
        long releases = machines.stream()
                .flatMap(machine -> Optional.ofNullable(machine.metadata().get("fly_release_version")).stream())
                .distinct()
                .count();
        Instant young = now.at().minus(DEPLOY_AGES_OUT);
        boolean changing =
                machines.stream().anyMatch(machine -> machine.updatedAt().isAfter(young));
        return releases > 1 && changing
                ? Optional.of(new FleetReport.Hold(Reason.DEPLOY_RUNNING, releases + " releases in one group"))
                : Optional.empty();
    }
}
