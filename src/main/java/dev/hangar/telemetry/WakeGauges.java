package dev.hangar.telemetry;

import dev.hangar.policy.WakeTimes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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

    /// @param newest what is known now, asked for at every reading; held by the caller
    static List<Gauge> of(MeterRegistry registry, Tags fleet, Supplier<WakeTimes> newest) {
        return List.of(
                time(registry, fleet, newest, "boot", "Usual cold boot", WakeTimes::coldStart),
                time(registry, fleet, newest, "resume", "Usual start from a snapshot", WakeTimes::resume),
                time(
                        registry,
                        fleet,
                        newest,
                        "suspend",
                        "Usual suspend",
                        times -> times.suspending().map(spread -> spread.median())),
                time(
                        registry,
                        fleet,
                        newest,
                        "stop",
                        "Usual stop",
                        times -> times.stopping().map(spread -> spread.median())),
                gauge(
                        registry,
                        fleet,
                        newest,
                        "hangar.resume.share",
                        "Share of starts of suspended machines that is expected to resume",
                        WakeTimes::resumeShare));
    }

    private static Gauge time(
            MeterRegistry registry,
            Tags fleet,
            Supplier<WakeTimes> newest,
            String move,
            String help,
            Function<WakeTimes, Optional<Duration>> time) {
        return gauge(
                registry,
                fleet,
                newest,
                "hangar." + move + ".seconds",
                help,
                times -> time.apply(times)
                        .map(duration -> duration.toMillis() / MILLIS_PER_SECOND)
                        .orElse(Double.NaN));
    }

    private static Gauge gauge(
            MeterRegistry registry,
            Tags fleet,
            Supplier<WakeTimes> newest,
            String name,
            String help,
            ToDoubleFunction<WakeTimes> value) {
        return Gauge.builder(name, newest, now -> value.applyAsDouble(now.get()))
                .description(help)
                .tags(fleet)
                .strongReference(true)
                .register(registry);
    }
}
