package dev.hangar.telemetry;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FleetId;
import dev.hangar.model.Reading;
import dev.hangar.model.SignalName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Meters of the loop itself: ticks, their signals, and the time that passes take. Times of ours are real time, also
/// where the daemon's clock runs faster; the age of a signal is by that clock.
public final class LoopMeters {
    private final Instruments instruments;
    private final InstantSource clock;
    private final PassMeters passes;
    private final Map<SignalName, Signal> signals = new ConcurrentHashMap<>();

    public LoopMeters(MeterRegistry registry, InstantSource clock, PassMeters passes) {
        this.instruments = new Instruments(registry);
        this.clock = clock;
        this.passes = passes;
        List.of(DaemonMetric.PASS, DaemonMetric.LAG, DaemonMetric.TICK).forEach(instruments::timer);
        instruments.counter(DaemonMetric.OVERRUN);
        // A registry that outlives a container keeps the meters of the first one.
        List.of(OutsideMetric.SIGNAL_AGE, OutsideMetric.SIGNAL_SERIES, OutsideMetric.SIGNAL_FLEETS)
                .forEach(instruments::forget);
    }

    /// The newest of one signal.
    private static final class Signal {
        private volatile Optional<Instant> sampled = Optional.empty();
        private volatile long series;
    }

    /// Shows what one query of a tick gave.
    public void read(SignalSnapshot snapshot) {
        String name = snapshot.signal().value();
        Signal signal = signals.computeIfAbsent(snapshot.signal(), unseen -> {
            Signal made = new Signal();
            instruments.gauge(OutsideMetric.SIGNAL_SERIES, made, now -> now.series, name);
            instruments.gauge(OutsideMetric.SIGNAL_AGE, made, this::age, name);
            instruments.gauge(OutsideMetric.SIGNAL_FLEETS, passes, all -> all.fleetsThatNeed(snapshot.signal()), name);
            instruments.counter(OutsideMetric.SIGNAL_EMPTY, name);
            return made;
        });
        signal.series =
                snapshot.samples().values().stream().mapToLong(List::size).sum();
        snapshot.failure()
                .ifPresentOrElse(
                        failure -> {
                            failure("signal", failure);
                            instruments
                                    .counter(OutsideMetric.SIGNAL_ERRORS, name, Metric.Label.word(failure.kind()))
                                    .increment();
                        },
                        () -> {
                            if (signal.series == 0) {
                                instruments
                                        .counter(OutsideMetric.SIGNAL_EMPTY, name)
                                        .increment();
                            }
                        });
        newest(snapshot).ifPresent(sampled -> signal.sampled = Optional.of(sampled));
    }

    private double age(Signal signal) {
        return signal.sampled
                .map(sampled -> Duration.between(sampled, clock.instant()).toMillis() / 1e3)
                .orElse(Double.NaN);
    }

    private static Optional<Instant> newest(SignalSnapshot snapshot) {
        return snapshot.samples().values().stream()
                .flatMap(List::stream)
                .filter(sample -> sample.reading() instanceof Reading.Fresh)
                .map(sample -> ((Reading.Fresh) sample.reading()).sampledAt())
                .max(Instant::compareTo);
    }

    /// Counts a failed call that belongs to no pass.
    ///
    /// @param call `apps` or `signal`
    public void failure(String call, Failure failure) {
        passes.failure(call, failure);
    }

    /// Hears which apps a tick looks after.
    public void apps(Collection<AppName> present) {
        passes.apps(present);
    }

    /// Counts an app whose last passes were still at work at a tick.
    public void overrun() {
        instruments.counter(DaemonMetric.OVERRUN).increment();
    }

    /// Times a tick.
    public void tickTook(Duration time) {
        instruments.timer(DaemonMetric.TICK).record(time);
    }

    /// Times what lay between a tick's reading and the beginning of an app's passes.
    public void waited(Duration time) {
        instruments.timer(DaemonMetric.LAG).record(time);
    }

    /// Times the passes of one app.
    public void passTook(Duration time) {
        instruments.timer(DaemonMetric.PASS).record(time);
    }

    /// Forgets the meters of fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        passes.retain(present);
    }
}
