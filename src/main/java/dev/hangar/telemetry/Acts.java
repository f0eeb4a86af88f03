package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.Outcome;

/// What passes really did. What is in doubt counts: it may have happened.
final class Acts {
    private Acts() {}

    static boolean happened(Outcome outcome) {
        return outcome instanceof Outcome.Applied || outcome instanceof Outcome.InDoubt;
    }

    /// Machines that a pass put to sleep.
    static int sleeps(PassRecord.Decided pass) {
        return count(pass, Action.Sleep.class);
    }

    /// Machines that a pass woke or made.
    static int wakes(PassRecord.Decided pass) {
        return count(pass, Action.Start.class) + count(pass, Action.Create.class);
    }

    private static int count(PassRecord.Decided pass, Class<? extends Action> kind) {
        return (int) pass.acted().stream()
                .filter(acted -> kind.isInstance(acted.action()) && happened(acted.outcome()))
                .count();
    }
}
