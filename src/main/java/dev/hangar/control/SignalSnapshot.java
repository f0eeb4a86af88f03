package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one signal said of all apps at one instant.
///
/// @param signal which signal
/// @param at instant that was asked for
/// @param samples by app; an app without series is missing here, which is not zero
/// @param absence why the whole query gave nothing usable, when it did
/// @param failure what failed, when a call failed
public record SignalSnapshot(
        SignalName signal,
        Instant at,
        Map<AppName, List<Sample>> samples,
        Optional<Reading.AbsenceReason> absence,
        Optional<Failure> failure) {
    public SignalSnapshot {
        samples = Map.copyOf(samples);
    }

    /// A query that answered.
    public static SignalSnapshot of(SignalName signal, Instant at, Map<AppName, List<Sample>> samples) {
        return new SignalSnapshot(signal, at, samples, Optional.empty(), Optional.empty());
    }

    /// A query that gave nothing.
    public static SignalSnapshot failed(SignalName signal, Instant at, Reading.AbsenceReason absence, Failure failure) {
        return new SignalSnapshot(signal, at, Map.of(), Optional.of(absence), Optional.of(failure));
    }

    /// The part that concerns one app.
    public SignalReadings of(AppName app) {
        return new SignalReadings(signal, samples.getOrDefault(app, List.of()), absence);
    }
}
