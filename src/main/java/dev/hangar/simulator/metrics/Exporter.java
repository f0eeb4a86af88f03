package dev.hangar.simulator.metrics;

import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the values of all series from a world. A machine that is not started has none: absence is not zero (facts 9).
final class Exporter {
    private static final double CENTISECONDS = 100;
    private static final double MEBIBYTE = 1024.0 * 1024.0;
    private static final double USABLE_MEMORY = 0.95;

    private final Map<Series, Double> values = new LinkedHashMap<>();

    private Exporter() {}

    /// Value by series, in a fixed order.
    static Map<Series, Double> values(World world) {
        Exporter exporter = new Exporter();
        for (SimulatedApp app : world.apps()) {
            app.machines().stream()
                    .filter(SimulatedMachine::isAtWork)
                    .forEach(machine -> exporter.machine(app, machine));
            app.waitingJobs().ifPresent(waiting -> exporter.queue(app, waiting));
        }
        return exporter.values;
    }

    private void queue(SimulatedApp app, int waiting) {
        String region = app.queueRegion().map(code -> code.value()).orElse("");
        put(Metric.QUEUE_JOBS_WAITING, Series.of("", "app", app.name().value(), "region", region), waiting);
    }

    private void machine(SimulatedApp app, SimulatedMachine machine) {
        String name = app.name().value();
        String region = machine.region().value();
        String id = machine.id().value();
        Series labels = Series.of("", "app", name, "region", region, "host", machine.host(), "instance", id);
        put(Metric.FLY_INSTANCE_UP, labels, 1);
        memory(machine, labels);
        processors(machine, labels);
        if (!machine.config().services().isEmpty()) {
            int blue = machine.load() / 2;
            put(Metric.FLY_APP_CONCURRENCY, labels.with("proxy_id", "blue"), blue);
            put(Metric.FLY_APP_CONCURRENCY, labels.with("proxy_id", "green"), machine.load() - blue);
            put(Metric.FLY_APP_HTTP_RESPONSES_COUNT, labels.with("status", "200"), (double)
                    machine.usage().requests());
        } else if (app.waitingJobs().isPresent()) {
            Series worker = Series.of("", "app", name, "region", region, "instance", id);
            put(Metric.WORKER_JOBS_RUNNING, worker, app.runningJobs(machine.id()));
        }
    }

    private void memory(SimulatedMachine machine, Series labels) {
        double total = machine.config().guest().memoryMb() * MEBIBYTE * USABLE_MEMORY;
        double used = total * Math.min(0.85, 0.35 + 0.01 * machine.load());
        put(Metric.FLY_INSTANCE_MEMORY_MEM_TOTAL, labels, Math.floor(total));
        put(Metric.FLY_INSTANCE_MEMORY_MEM_AVAILABLE, labels, Math.floor(total - used));
    }

    private void processors(SimulatedMachine machine, Series labels) {
        int cpus = machine.config().guest().cpus();
        double up = machine.usage().upSeconds();
        double busy = machine.usage().busySeconds() / cpus;
        for (int cpu = 0; cpu < cpus; cpu++) {
            Series ofCpu = labels.with("cpu_id", Integer.toString(cpu));
            put(Metric.FLY_INSTANCE_CPU, ofCpu.with("mode", "user"), Math.floor(busy * 0.8 * CENTISECONDS));
            put(Metric.FLY_INSTANCE_CPU, ofCpu.with("mode", "system"), Math.floor(busy * 0.2 * CENTISECONDS));
            put(Metric.FLY_INSTANCE_CPU, ofCpu.with("mode", "idle"), Math.floor(Math.max(0, up - busy) * CENTISECONDS));
        }
    }

    private void put(Metric metric, Series labels, double value) {
        values.put(labels.named(metric.wireName()), value);
    }
}
