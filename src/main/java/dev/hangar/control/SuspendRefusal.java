package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.SleepKind;

/// Whether Fly refused a suspend as such. What it answers for an ineligible machine is not documented, so any 4xx that
/// names no other cause counts, and the machine is stopped next time (facts 5).
final class SuspendRefusal {
    private SuspendRefusal() {}

    static boolean is(Action.Sleep sleep, Failure failure) {
        return sleep.sleep() == SleepKind.SUSPEND && couldBe(failure.kind());
    }

    /// Whether a failure of this kind would be taken for a refusal.
    static boolean couldBe(FailureKind kind) {
        return switch (kind) {
            case CONFLICT, INVALID_REQUEST -> true;
            case THROTTLED, LEASE_HELD, NOT_FOUND, NO_CAPACITY, UNAUTHORIZED, INVALID_ANSWER, UNAVAILABLE, TIMED_OUT ->
                false;
        };
    }
}
