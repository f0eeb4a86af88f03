package dev.hangar.telemetry;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.PassRecord;
import dev.hangar.model.SignalName;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Set;

/// Gauges and counters of one fleet.
final class FleetMeters {
    private final Instruments instruments;
    private final FleetGauges gauges;
    private final Counter wakes;
    private final Counter sleeps;
    private final Counter fallbacks;
    private volatile Set<SignalName> needs;

    FleetMeters(PassRecord.Decided first, Instruments instruments, PassAge age) {
        this.instruments = instruments;
        this.needs = SignalNeeds.of(first);
        FleetLabels labels = FleetLabels.of(first.fleet());
        this.gauges = new FleetGauges(first, instruments, age);
        this.wakes = instruments.counter(FleetMetric.WAKES, labels.and());
        this.sleeps = instruments.counter(FleetMetric.SLEEPS, labels.and());
        this.fallbacks = instruments.counter(FleetMetric.FALLBACKS, labels.and());
    }

    void record(PassRecord.Decided pass) {
        gauges.show(pass);
        needs = SignalNeeds.of(pass);
        wakes.increment(Acts.wakes(pass));
        sleeps.increment(Acts.sleeps(pass));
        for (ClosedExpectation closed : pass.closed()) {
            if (closed.ending() == ClosedExpectation.Ending.FELL_BACK_TO_STOP) {
                fallbacks.increment();
            }
        }
    }

    void unread() {
        gauges.unread();
    }

    /// Whether it needs a sample of the signal now.
    boolean needs(SignalName signal) {
        return needs.contains(signal);
    }

    FleetStatus status() {
        return gauges.status();
    }

    void remove() {
        gauges.remove();
        List.of(wakes, sleeps, fallbacks).forEach(instruments::remove);
    }
}
