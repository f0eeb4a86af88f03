package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// One signal as one number for a whole fleet: the sum of its series. A series with an `instance` counts when the
/// machine is the fleet's; every other one is the app's, and counts for each of its fleets.
///
/// As in [DemandEstimator], absent is never zero: every machine that runs must have its sample where any machine has
/// one, and every region with running machines where the series carry a region. What is missing of a sleeper is
/// nothing.
///
/// @param value the sum; 0 when there is a gap
/// @param gap why the sum is not known; empty when it is
record SignalTotal(double value, Optional<Demand.Gap> gap) {
    static SignalTotal of(SignalName signal, Observation seen, Roster roster) {
        SignalReadings readings = seen.readingsOf(signal);
        if (readings.failure().isPresent()) {
            return absent(signal + ": " + readings.failure().get());
        }
        Map<MachineId, Standing> members = new TreeMap<>();
        roster.members().forEach(member -> members.put(member.machine().id(), member));
        List<Sample> counted = readings.samples().stream()
                .filter(sample -> counts(sample, members))
                .toList();
        double sum = 0;
        for (Sample sample : counted) {
            switch (sample.reading()) {
                case Reading.Fresh(double value, Instant then) -> sum += value;
                case Reading.Stale(double last, Duration age) -> {
                    return unknown(new Demand.Gap(Reason.SIGNAL_STALE, signal + " is " + age.toSeconds() + " s old"));
                }
                case Reading.Absent(Reading.AbsenceReason why) -> {
                    return absent(signal + ": " + why);
                }
            }
        }
        if (counted.isEmpty()) {
            return absent(signal + " says nothing of this app");
        }
        Optional<Demand.Gap> missing = missing(signal, counted, members, seen.at());
        return missing.isPresent() ? unknown(missing.get()) : new SignalTotal(sum, Optional.empty());
    }

    /// Not a machine of another fleet, and not the end of a sleeper's series.
    private static boolean counts(Sample sample, Map<MachineId, Standing> members) {
        if (sample.machine().isEmpty()) {
            return true;
        }
        Standing member = members.get(sample.machine().get());
        return member != null && (DemandEstimator.runs(member) || sample.reading() instanceof Reading.Fresh);
    }

    private static Optional<Demand.Gap> missing(
            SignalName signal, List<Sample> counted, Map<MachineId, Standing> members, Instant at) {
        Set<MachineId> machines = new HashSet<>();
        Set<Region> regions = new HashSet<>();
        counted.forEach(sample -> {
            sample.machine().ifPresent(machines::add);
            sample.region().ifPresent(regions::add);
        });
        boolean byRegion = counted.stream().allMatch(sample -> sample.region().isPresent());
        Predicate<Standing> measured = machines.isEmpty()
                ? member -> !byRegion || regions.contains(member.region())
                : member -> machines.contains(member.machine().id());
        String what = machines.isEmpty() ? "region" : "machine";
        // One that has just started explains the gap only when no other one does.
        return members.values().stream()
                .filter(member -> DemandEstimator.runs(member) && !measured.test(member))
                .min(Comparator.comparing((Standing member) -> DemandEstimator.justStarted(member, at))
                        .thenComparing(Standing::machine))
                .map(member -> new Demand.Gap(
                        Reason.SIGNAL_ABSENT,
                        signal + " says nothing of " + what + " "
                                + (machines.isEmpty()
                                        ? member.region()
                                        : member.machine().id()),
                        !machines.isEmpty() && DemandEstimator.justStarted(member, at)));
    }

    private static SignalTotal absent(String detail) {
        return unknown(new Demand.Gap(Reason.SIGNAL_ABSENT, detail));
    }

    private static SignalTotal unknown(Demand.Gap gap) {
        return new SignalTotal(0, Optional.of(gap));
    }
}
