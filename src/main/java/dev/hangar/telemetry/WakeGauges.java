package dev.hangar.telemetry;

import dev.hangar.policy.Spread;
import dev.hangar.policy.WakeTimes;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Gauges of what was learned of one fleet's wakes and sleeps. A time that is not known yet is not a number.
final class WakeGauges {
    private static final double MILLIS_PER_SECOND = 1e3;

    private WakeGauges() {}

    /// @param newest what is known now, asked for at every reading
    static List<Meter> of(Instruments instruments, FleetLabels fleet, Supplier<WakeTimes> newest) {
        Builder gauges = new Builder(instruments, fleet, newest);
        return List.of(
                gauges.time(FleetMetric.BOOT, WakeTimes::coldStart),
                gauges.time(FleetMetric.RESUME, WakeTimes::resume),
                gauges.time(FleetMetric.SUSPEND, times -> times.suspending().map(Spread::median)),
                gauges.time(FleetMetric.STOP, times -> times.stopping().map(Spread::median)),
                gauges.gauge(FleetMetric.RESUME_SHARE, WakeTimes::resumeShare));
    }

    private record Builder(Instruments instruments, FleetLabels fleet, Supplier<WakeTimes> newest) {
        Meter time(Metric metric, Function<WakeTimes, Optional<Duration>> time) {
            return gauge(
                    metric,
                    times -> time.apply(times)
                            .map(duration -> duration.toMillis() / MILLIS_PER_SECOND)
                            .orElse(Double.NaN));
        }

        Meter gauge(Metric metric, ToDoubleFunction<WakeTimes> value) {
            return instruments.gauge(metric, newest, now -> value.applyAsDouble(now.get()), fleet.and());
        }
    }
}
