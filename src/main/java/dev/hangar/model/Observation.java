package dev.hangar.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything that one decision is made of: an immutable snapshot of a fleet and of what is known about its demand.
///
/// @param at instant of the pass
/// @param fleet the machines
/// @param readings by signal; a signal that is missing here counts as not configured
/// @param open expectations that are not yet met, sorted
/// @param deploy sign of a deploy of the app outside this fleet, in words
public record Observation(
        Instant at,
        Fleet fleet,
        Map<SignalName, SignalReadings> readings,
        List<Expectation> open,
        Optional<String> deploy) {
    public Observation {
        readings = Collections.unmodifiableMap(new TreeMap<>(readings));
        open = open.stream().sorted().toList();
    }

    /// Without a sign of a deploy elsewhere in the app.
    public Observation(Instant at, Fleet fleet, Map<SignalName, SignalReadings> readings, List<Expectation> open) {
        this(at, fleet, readings, open, Optional.empty());
    }

    /// The readings of `signal`, or their recorded absence.
    public SignalReadings readingsOf(SignalName signal) {
        return readings.getOrDefault(signal, SignalReadings.failed(signal, Reading.AbsenceReason.NOT_CONFIGURED));
    }
}
