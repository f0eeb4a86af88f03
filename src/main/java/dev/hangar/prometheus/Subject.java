package dev.hangar.prometheus;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import java.util.Map;
import java.util.Optional;

/// Whom a series speaks of: the labels that value and sample time are joined by. All other labels are dropped.
record Subject(AppName app, Optional<Region> region, Optional<MachineId> machine) {
    /// Empty when the series has no `app` label. An empty label is no label, as in Prometheus.
    static Optional<Subject> of(Map<String, String> labels) {
        return label(labels, "app")
                .map(app -> new Subject(
                        new AppName(app),
                        label(labels, "region").map(Region::new),
                        label(labels, "instance").map(MachineId::new)));
    }

    private static Optional<String> label(Map<String, String> labels, String name) {
        return Optional.ofNullable(labels.get(name)).filter(value -> !value.isBlank());
    }

    Sample reads(Reading reading) {
        return new Sample(app, region, machine, reading);
    }

    @Override
    public String toString() {
        return "app=" + app + region.map(value -> " region=" + value).orElse("")
                + machine.map(value -> " instance=" + value).orElse("");
    }
}
