package dev.hangar.report;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import java.util.Optional;

/// Something that could not be read and concerns more than one app.
///
/// @param subject what, such as `Prometheus` or `list of apps`
/// @param failure how it failed
public record Problem(String subject, Failure failure) {
    /// The problem with a signal, when its query gave nothing usable.
    public static Optional<Problem> of(SignalSnapshot snapshot) {
        String subject = "signal " + snapshot.signal();
        return snapshot.failure()
                .or(() -> snapshot.absence().map(why -> Failure.of(FailureKind.INVALID_ANSWER, why.name())))
                .map(failure -> new Problem(subject, failure));
    }
}
