package dev.hangar.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that one decision is made of: an immutable snapshot of a fleet and of what is known about its demand.
///
/// @param at instant of the pass
/// @param fleet the machines
/// @param readings by signal; a signal that is missing here counts as not configured
/// @param open expectations that are not yet met, sorted
/// @param deploy sign of a deploy of the app outside this fleet, in words
/// @param pauses metadata `hangar_pause` of machines of the app, in whatever fleet: whoever pauses one pauses
///     the app
/// @param silence the demand of several apps of the organization ended at once, and has not come back
public record Observation(
        Instant at,
        Fleet fleet,
        Map<SignalName, SignalReadings> readings,
        List<Expectation> open,
        Optional<String> deploy,
        SortedMap<MachineId, String> pauses,
        Optional<Silence> silence) {
    public Observation {
        readings = Collections.unmodifiableMap(new TreeMap<>(readings));
        open = open.stream().sorted().toList();
        pauses = Collections.unmodifiableSortedMap(new TreeMap<>(pauses));
    }

    /// With demand somewhere in the organization.
    public Observation(
            Instant at,
            Fleet fleet,
            Map<SignalName, SignalReadings> readings,
            List<Expectation> open,
            Optional<String> deploy,
            SortedMap<MachineId, String> pauses) {
        this(at, fleet, readings, open, deploy, pauses, Optional.empty());
    }

    /// Without a pause elsewhere in the app.
    public Observation(
            Instant at,
            Fleet fleet,
            Map<SignalName, SignalReadings> readings,
            List<Expectation> open,
            Optional<String> deploy) {
        this(at, fleet, readings, open, deploy, new TreeMap<>());
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
