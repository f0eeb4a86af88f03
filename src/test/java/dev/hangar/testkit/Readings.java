package dev.hangar.testkit;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SignalReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Builds what the signals say at an instant; samples are 11 s old unless a test says otherwise.
public final class Readings {
    public static final Duration AGE = Duration.ofSeconds(11);

    private final Instant at;
    private final TreeMap<SignalName, List<Sample>> samples = new TreeMap<>();
    private final TreeMap<SignalName, Reading.AbsenceReason> failures = new TreeMap<>();

    private Readings(Instant at) {
        this.at = at;
    }

    public static Readings at(Instant at) {
        Readings readings = new Readings(at);
        readings.samples.put(SignalQuery.PROXY_CONCURRENCY, new ArrayList<>());
        return readings;
    }

    public Readings concurrency(String machine, double connections) {
        return sample(machine, new Reading.Fresh(connections, at.minus(AGE)));
    }

    public Readings stale(String machine, double connections) {
        return sample(machine, new Reading.Stale(connections, Duration.ofSeconds(200)));
    }

    /// A proxy-concurrency sample of one machine.
    public Readings sample(String machine, Reading reading) {
        return sample(SignalQuery.PROXY_CONCURRENCY, Optional.empty(), Optional.of(new MachineId(machine)), reading);
    }

    public Readings ofRegion(SignalName signal, Region region, double value) {
        return sample(signal, Optional.of(region), Optional.empty(), new Reading.Fresh(value, at.minus(AGE)));
    }

    public Readings ofApp(SignalName signal, double value) {
        return sample(signal, Optional.empty(), Optional.empty(), new Reading.Fresh(value, at.minus(AGE)));
    }

    public Readings sample(SignalName signal, Optional<Region> region, Optional<MachineId> machine, Reading reading) {
        samples.computeIfAbsent(signal, name -> new ArrayList<>())
                .add(new Sample(Machines.SHOP, region, machine, reading));
        return this;
    }

    /// The signal's query answered, without a word on this app.
    public Readings empty(SignalName signal) {
        samples.put(signal, new ArrayList<>());
        return this;
    }

    public Readings failed(SignalName signal, Reading.AbsenceReason why) {
        failures.put(signal, why);
        return this;
    }

    public Map<SignalName, SignalReadings> build() {
        TreeMap<SignalName, SignalReadings> built = new TreeMap<>();
        samples.forEach((signal, its) ->
                built.put(signal, new SignalReadings(signal, its, Optional.ofNullable(failures.get(signal)))));
        failures.forEach((signal, why) -> built.putIfAbsent(signal, SignalReadings.failed(signal, why)));
        return built;
    }

    /// The same as the snapshots of one tick.
    public Map<SignalName, SignalSnapshot> snapshots() {
        TreeMap<SignalName, SignalSnapshot> built = new TreeMap<>();
        build().forEach((signal, its) -> {
            Map<AppName, List<Sample>> byApp =
                    its.samples().isEmpty() ? Map.of() : Map.of(Machines.SHOP, its.samples());
            built.put(signal, new SignalSnapshot(signal, at, byApp, its.failure(), Optional.empty()));
        });
        return built;
    }
}
