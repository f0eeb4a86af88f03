package dev.hangar.survey;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.policy.MachineReport;

/// What becomes of a machine once the plan is done. A plan that its own checker refused changes nothing.
public final class AfterPlan {
    private AfterPlan() {}

    /// Whether it runs, and pays compute.
    public static boolean runs(MachineReport report, PassRecord.Decided decided) {
        boolean now = report.machine().state().isBilled();
        return decided.violations().isEmpty()
                ? report.action().map(action -> runs(action, now)).orElse(now)
                : now;
    }

    /// Whether the plan takes it away from what serves.
    public static boolean isTaken(MachineReport report, PassRecord.Decided decided) {
        return decided.violations().isEmpty()
                && report.action().filter(Action::takesCapacity).isPresent();
    }

    private static boolean runs(Action action, boolean now) {
        return switch (action) {
            case Action.Start start -> true;
            case Action.Drain drain -> false;
            case Action.Sleep sleep -> false;
            case Action.Destroy destroy -> false;
            case Action.Undrain undrain -> now;
            case Action.Create create -> now;
        };
    }
}
