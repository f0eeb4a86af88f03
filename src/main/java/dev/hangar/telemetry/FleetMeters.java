package dev.hangar.telemetry;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.PassRecord;
import io.micrometer.core.instrument.Counter;
import java.util.List;

/// Gauges and counters of one fleet.
final class FleetMeters {
    private final Instruments instruments;
    private final FleetGauges gauges;
    private final Counter wakes;
    private final Counter sleeps;
    private final Counter fallbacks;

    FleetMeters(PassRecord.Decided first, Instruments instruments) {
        this.instruments = instruments;
        FleetLabels labels = FleetLabels.of(first.fleet());
        this.gauges = new FleetGauges(first, instruments);
        this.wakes = instruments.counter(FleetMetric.WAKES, labels.and());
        this.sleeps = instruments.counter(FleetMetric.SLEEPS, labels.and());
        this.fallbacks = instruments.counter(FleetMetric.FALLBACKS, labels.and());
    }

    void record(PassRecord.Decided pass) {
        gauges.show(pass);
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

    FleetStatus status() {
        return gauges.status();
    }

    void remove() {
        gauges.remove();
        List.of(wakes, sleeps, fallbacks).forEach(instruments::remove);
    }
}
