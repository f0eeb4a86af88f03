package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.Reason;
import dev.hangar.policy.Basis;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.Pause;
import dev.hangar.policy.PauseMode;
import dev.hangar.policy.Role;
import java.util.List;

/// What a fleet does, in one word: the first that holds. Only for figures; nothing is decided by it.
enum FleetStatus {
    /// Not Hangar's to scale: ignored, without any signal of its demand, or made of machines that are never touched. A
    /// machine that is left only because its host is in trouble is none of these.
    LEFT_ALONE,
    /// Its machines or its demand are not fully known: it may grow, and never shrinks.
    BLIND,
    /// A pause is in force.
    PAUSED,
    /// A machine is woken or made.
    GROWING,
    /// It wants more machines than it may have.
    CEILING,
    /// A machine is drained or put to sleep.
    SHRINKING,
    /// It serves with more than it wants, and something keeps it.
    HELD,
    /// Nothing runs, and nothing is wanted.
    PARKED,
    /// It has what it wants.
    STEADY;

    static FleetStatus of(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        List<Action> actions = decided.evaluation().plan().actions();
        if (isLeftAlone(decided)) {
            return LEFT_ALONE;
        }
        if (report.demand().gap().isPresent() || isAllOutside(report)) {
            return BLIND;
        }
        if (isPaused(decided)) {
            return PAUSED;
        }
        if (actions.stream().anyMatch(FleetStatus::grows)) {
            return GROWING;
        }
        if (holds(report, Reason.AT_CEILING)) {
            return CEILING;
        }
        if (actions.stream().anyMatch(Action::takesCapacity)) {
            return SHRINKING;
        }
        if (report.serving() > report.desired()) {
            return HELD;
        }
        return report.serving() == 0 && report.desired() == 0 ? PARKED : STEADY;
    }

    /// Without a known config a machine fits no signal either, so host trouble speaks against that reason as well.
    private static boolean isLeftAlone(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        boolean noSignal = report.demand()
                .gap()
                .filter(gap -> gap.reason() == Reason.NO_SIGNAL)
                .isPresent();
        return decided.evaluation().basis().settings().ignored()
                || ((noSignal || isAllOutside(report)) && !hasHostTrouble(report));
    }

    private static boolean isAllOutside(FleetReport report) {
        return report.machines().stream().allMatch(machine -> machine.role() == Role.OUTSIDER);
    }

    private static boolean hasHostTrouble(FleetReport report) {
        return report.machines().stream().anyMatch(machine -> machine.reason() == Reason.HOST_TROUBLE);
    }

    /// Whether a pause of any kind is in force, also while it changes nothing.
    static boolean isPaused(PassRecord.Decided decided) {
        Basis basis = decided.evaluation().basis();
        return Pause.of(basis.seen(), basis.settings()).mode() != PauseMode.NONE;
    }

    private static boolean grows(Action action) {
        return action instanceof Action.Start || action instanceof Action.Create;
    }

    private static boolean holds(FleetReport report, Reason reason) {
        return report.holds().stream().anyMatch(hold -> hold.reason() == reason);
    }
}
