package dev.hangar.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Makes meters of the list of [Metric]s: name, help, unit and labels come from there.
final class Instruments {
    private static final Duration[] BUCKETS = Arrays.stream(
                    new long[] {100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000, 30_000})
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final String note;

    Instruments(MeterRegistry registry) {
        this(registry, "");
    }

    /// @param note ends every help text
    Instruments(MeterRegistry registry, String note) {
        this.registry = registry;
        this.note = note;
    }

    /// @param values of the labels, in their order
    Counter counter(Metric metric, String... values) {
        Metric.Spec spec = metric.spec();
        return Counter.builder(spec.meterName())
                .description(spec.help() + note)
                .tags(tags(spec, values))
                .register(registry);
    }

    /// A counter that reads what is counted elsewhere; held by the registry.
    <T> Meter total(Metric metric, T subject, ToDoubleFunction<T> sum, String... values) {
        Metric.Spec spec = metric.spec();
        return FunctionCounter.builder(spec.meterName(), subject, sum)
                .description(spec.help() + note)
                .tags(tags(spec, values))
                .register(registry);
    }

    /// A gauge that keeps what it reads alive.
    <T> Meter gauge(Metric metric, T subject, ToDoubleFunction<T> value, String... values) {
        Metric.Spec spec = metric.spec();
        return Gauge.builder(spec.meterName(), subject, value)
                .description(spec.help() + note)
                .tags(tags(spec, values))
                .strongReference(true)
                .register(registry);
    }

    Timer timer(Metric metric, String... values) {
        Metric.Spec spec = metric.spec();
        Timer.Builder builder =
                Timer.builder(spec.meterName()).description(spec.help() + note).tags(tags(spec, values));
        return (spec.kind() == Metric.Kind.HISTOGRAM ? builder.serviceLevelObjectives(BUCKETS) : builder)
                .register(registry);
    }

    void remove(Meter meter) {
        registry.remove(meter);
    }

    /// A registry that outlives a container keeps the meter of the first one, which watches what is gone.
    void forget(Metric metric) {
        registry.find(metric.spec().meterName()).meters().forEach(registry::remove);
    }

    private static List<Tag> tags(Metric.Spec spec, String... values) {
        if (values.length != spec.labels().size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s has the labels %s, got %s", spec.name(), spec.labels(), List.of(values)));
        }
        List<Tag> tags = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            Metric.Label label = spec.labels().get(i);
            if (!label.takes(values[i])) {
                throw new IllegalArgumentException(spec.name() + " has no " + label.name() + " " + values[i]);
            }
            tags.add(Tag.of(label.name(), values[i]));
        }
        return tags;
    }
}
