package dev.hangar.model;

import java.util.Comparator;
import java.util.Optional;

/// A signal's reading for one subject.
///
/// @param app app that the series belongs to
/// @param region region label, where the series has one
/// @param machine `instance` label, where the series has one
/// @param reading what it reads
public record Sample(AppName app, Optional<Region> region, Optional<MachineId> machine, Reading reading)
        implements Comparable<Sample> {
    private static final Comparator<Sample> ORDER = Comparator.comparing(Sample::app)
            .thenComparing(sample -> sample.region().map(Region::value).orElse(""))
            .thenComparing(sample -> sample.machine().map(MachineId::value).orElse(""));

    @Override
    public int compareTo(Sample other) {
        return ORDER.compare(this, other);
    }
}
