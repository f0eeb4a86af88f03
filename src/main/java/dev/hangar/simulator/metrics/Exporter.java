package dev.hangar.simulator.metrics;

import dev.hangar.model.Guest;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.Usage;
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
            exporter.edge(app);
        }
        return exporter.values;
    }

    private void queue(SimulatedApp app, int waiting) {
        String region = app.queueRegion().map(code -> code.value()).orElse("");
        put(Metric.QUEUE_JOBS_WAITING, Series.of("", "app", app.name().value(), "region", region), waiting);
    }

    /// What the edge answered: what machines said, and 502 where nobody listened. It has no label for a machine, and
    /// goes on while all sleep (facts 9).
    private void edge(SimulatedApp app) {
        long requests = app.machines().stream()
                .mapToLong(machine -> machine.usage().requests())
                .sum();
        if (requests > 0) {
            Series labels = Series.of(
                    "",
                    "app",
                    app.name().value(),
                    "region",
                    app.machines().getFirst().region().value());
            String status = app.traits().deaf() ? "502" : "200";
            put(Metric.FLY_EDGE_HTTP_RESPONSES_COUNT, labels.with("status", status), (double) requests);
        }
    }

    private void machine(SimulatedApp app, SimulatedMachine machine) {
        String name = app.name().value();
        String region = machine.region().value();
        String id = machine.id().value();
        Series labels = Series.of("", "app", name, "region", region, "host", machine.host(), "instance", id);
        put(Metric.FLY_INSTANCE_UP, labels, 1);
        memory(app, machine, labels);
        processors(machine, labels);
        if (!machine.config().services().isEmpty()) {
            proxy(machine, labels);
        } else if (app.waitingJobs().isPresent()) {
            Series worker = Series.of("", "app", name, "region", region, "instance", id);
            put(Metric.WORKER_JOBS_RUNNING, worker, app.runningJobs(machine.id()));
        }
    }

    private void proxy(SimulatedMachine machine, Series labels) {
        int load = machine.isDeaf() ? 0 : machine.load();
        int blue = load / 2;
        put(Metric.FLY_APP_CONCURRENCY, labels.with("proxy_id", "blue"), blue);
        put(Metric.FLY_APP_CONCURRENCY, labels.with("proxy_id", "green"), load - blue);
        if (!machine.isDeaf()) {
            put(Metric.FLY_APP_HTTP_RESPONSES_COUNT, labels.with("status", "200"), (double)
                    machine.usage().requests());
        }
    }

    private void memory(SimulatedApp app, SimulatedMachine machine, Series labels) {
        double total = machine.config().guest().memoryMb() * MEBIBYTE * USABLE_MEMORY;
        double share = app.traits().memoryShare().orElse(Math.min(0.85, 0.35 + 0.01 * machine.load()));
        put(Metric.FLY_INSTANCE_MEMORY_MEM_TOTAL, labels, Math.floor(total));
        put(Metric.FLY_INSTANCE_MEMORY_MEM_AVAILABLE, labels, Math.floor(total * Math.max(0, 1 - share)));
        if (share > 1) {
            put(Metric.FLY_INSTANCE_EXIT_OOM, labels, 1);
        }
        double swap = machine.config().swapMb() * MEBIBYTE;
        if (swap > 0) {
            put(Metric.FLY_INSTANCE_MEMORY_SWAP_TOTAL, labels, swap);
            put(
                    Metric.FLY_INSTANCE_MEMORY_SWAP_FREE,
                    labels,
                    Math.floor(swap * (1 - app.traits().swapShare())));
        }
    }

    private void processors(SimulatedMachine machine, Series labels) {
        Guest guest = machine.config().guest();
        int cpus = guest.cpus();
        double up = machine.usage().upSeconds();
        double busy = machine.usage().busySeconds() / cpus;
        double held = machine.usage().throttledSeconds() / cpus;
        for (int cpu = 0; cpu < cpus; cpu++) {
            Series ofCpu = labels.with("cpu_id", Integer.toString(cpu));
            put(Metric.FLY_INSTANCE_CPU, ofCpu.with("mode", "user"), Math.floor(busy * 0.8 * CENTISECONDS));
            put(Metric.FLY_INSTANCE_CPU, ofCpu.with("mode", "system"), Math.floor(busy * 0.2 * CENTISECONDS));
            put(Metric.FLY_INSTANCE_CPU, ofCpu.with("mode", "steal"), Math.floor(held * CENTISECONDS));
            put(
                    Metric.FLY_INSTANCE_CPU,
                    ofCpu.with("mode", "idle"),
                    Math.floor(Math.max(0, up - busy - held) * CENTISECONDS));
        }
        put(Metric.FLY_INSTANCE_CPU_BASELINE, labels, Usage.baseline(guest));
        put(Metric.FLY_INSTANCE_CPU_BALANCE, labels, Math.floor(machine.usage().balanceSeconds() * CENTISECONDS));
        put(Metric.FLY_INSTANCE_CPU_THROTTLE, labels, Math.floor(machine.usage().throttledSeconds() * CENTISECONDS));
    }

    private void put(Metric metric, Series labels, double value) {
        values.put(labels.named(metric.wireName()), value);
    }
}
