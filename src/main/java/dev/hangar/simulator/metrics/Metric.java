package dev.hangar.simulator.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The metrics that are exported, under Fly's names (facts 9) and the queue's own.
enum Metric {
    FLY_APP_CONCURRENCY("gauge", "Concurrent requests or connections that Fly Proxy holds to the instance."),
    FLY_APP_HTTP_RESPONSES_COUNT("counter", "HTTP responses that Fly Proxy saw from the instance, by status."),
    FLY_INSTANCE_UP("gauge", "1 while the instance runs."),
    FLY_INSTANCE_MEMORY_MEM_TOTAL("gauge", "Memory of the instance in bytes."),
    FLY_INSTANCE_MEMORY_MEM_AVAILABLE("gauge", "Memory that can be given to processes without swapping, in bytes."),
    FLY_INSTANCE_MEMORY_SWAP_TOTAL("gauge", "Swap of the instance in bytes."),
    FLY_INSTANCE_MEMORY_SWAP_FREE("gauge", "Swap of the instance that is not in use, in bytes."),
    FLY_INSTANCE_CPU("counter", "Time of a vCPU by mode, in centiseconds since boot."),
    FLY_INSTANCE_CPU_BASELINE("gauge", "vCPUs that the instance may use without end."),
    FLY_INSTANCE_CPU_BALANCE("gauge", "CPU time beyond the baseline that it may still use, in centiseconds."),
    FLY_INSTANCE_CPU_THROTTLE("counter", "Time for which vCPUs were held back, in centiseconds since boot."),
    FLY_INSTANCE_EXIT_OOM("gauge", "1 where its last exit was for want of memory."),
    FLY_EDGE_HTTP_RESPONSES_COUNT("counter", "HTTP responses at the edge, by status."),
    QUEUE_JOBS_WAITING("gauge", "Jobs that wait for a worker, as the queue itself counts them."),
    WORKER_JOBS_RUNNING("gauge", "Jobs that the worker runs.");

    private static final Map<String, Metric> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Metric::wireName, metric -> metric));

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final String type;
    private final String help;

    Metric(String type, String help) {
        this.type = type;
        this.help = help;
    }

    /// Name on the page, such as `fly_app_concurrency`.
    String wireName() {
        return wireName;
    }

    String type() {
        return type;
    }

    String help() {
        return help;
    }

    static boolean isCounter(String name) {
        Metric metric = BY_NAME.get(name);
        return metric != null && metric.type.equals("counter");
    }
}
