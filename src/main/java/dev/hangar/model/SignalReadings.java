package dev.hangar.model;

import java.util.List;
import java.util.Optional;

/// What one signal's query said of one app.
///
/// @param signal which signal
/// @param samples sorted; empty when nothing was said of the app
/// @param failure why the whole query gave nothing, when it did
public record SignalReadings(SignalName signal, List<Sample> samples, Optional<Reading.AbsenceReason> failure) {
    public SignalReadings {
        samples = samples.stream().sorted().toList();
    }

    /// A query that gave nothing at all.
    public static SignalReadings failed(SignalName signal, Reading.AbsenceReason why) {
        return new SignalReadings(signal, List.of(), Optional.of(why));
    }
}
