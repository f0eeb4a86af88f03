package dev.hangar.policy;

import dev.hangar.model.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why nothing may shrink in this pass. Every reason that applies is named; an empty list opens the gate.
final class ShrinkGate {
    private ShrinkGate() {}

    static List<FleetReport.Hold> closedBy(Situation now) {
        List<FleetReport.Hold> holds = new ArrayList<>(now.guards());
        now.demand().gap().ifPresent(gap -> holds.add(new FleetReport.Hold(gap.reason(), gap.detail())));
        Deploys.running(now.roster(), now.at())
                .ifPresent(sign -> holds.add(new FleetReport.Hold(Reason.DEPLOY_RUNNING, sign)));
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
}
