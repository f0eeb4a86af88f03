package dev.hangar.prometheus;

import java.time.Duration;

/// One figure of use, as one expression for all apps (names: facts 9). Each is plain PromQL that VictoriaMetrics takes
/// as well. Expressions that cannot work on raw samples use a subquery, whose points lie as far apart as
/// [#step] says.
enum Figure {
    SEEN("time seen", Of.MACHINE, "count_over_time((max by (app, instance) (fly_instance_up{SELECT}))[WINDOW:STEP])"),
    CPU(
            "CPU",
            Of.MACHINE,
            "quantile_over_time(0.99, (sum by (app, instance) (rate("
                    + "fly_instance_cpu{MORE mode!~\"idle|iowait|steal\"}[RATE])))[WINDOW:RATE]) / 100"),
    BASELINE(
            "CPU baseline",
            Of.MACHINE,
            "max by (app, instance) (max_over_time(fly_instance_cpu_baseline{SELECT}[WINDOW]))"),
    VCPUS(
            "number of vCPUs",
            Of.MACHINE,
            "count by (app, instance) (count_over_time(fly_instance_cpu{MORE mode=\"idle\"}[WINDOW]))"),
    THROTTLE(
            "CPU throttle", Of.MACHINE, "sum by (app, instance) (increase(fly_instance_cpu_throttle{SELECT}[WINDOW]))"),
    MEMORY_TOTAL(
            "size of memory",
            Of.MACHINE,
            "max by (app, instance) (last_over_time(fly_instance_memory_mem_total{SELECT}[WINDOW]))"),
    MEMORY_LEFT(
            "memory",
            Of.MACHINE,
            "min by (app, instance) (min_over_time(fly_instance_memory_mem_available{SELECT}[WINDOW]))"),
    SWAP_TOTAL(
            "size of swap",
            Of.MACHINE,
            "max by (app, instance) (last_over_time(fly_instance_memory_swap_total{SELECT}[WINDOW]))"),
    SWAP_LEFT(
            "swap",
            Of.MACHINE,
            "min by (app, instance) (min_over_time(fly_instance_memory_swap_free{SELECT}[WINDOW]))"),
    OOM(
            "exits out of memory",
            Of.MACHINE,
            "max by (app, instance) (max_over_time(fly_instance_exit_oom{SELECT}[WINDOW]))"),
    CONCURRENCY(
            "highest concurrency",
            Of.MACHINE,
            "max_over_time((sum by (app, instance) (fly_app_concurrency{SELECT}))[WINDOW:STEP])"),
    USUAL_CONCURRENCY(
            "usual concurrency",
            Of.MACHINE,
            "quantile_over_time(0.95, (sum by (app, instance) (fly_app_concurrency{SELECT}))[WINDOW:STEP])"),
    ANSWERS("answers", Of.APP, "sum by (app) (increase(fly_app_http_responses_count{SELECT}[WINDOW]))"),
    ERRORS("errors", Of.APP, "sum by (app) (increase(fly_app_http_responses_count{MORE status=~\"5..\"}[WINDOW]))"),
    EDGE_ERRORS(
            "errors at the edge",
            Of.APP,
            "sum by (app) (increase(fly_edge_http_responses_count{MORE status=~\"502|503|504\"}[WINDOW]))");

    private static final Duration LEAST_STEP = Duration.ofMinutes(1);
    private static final Duration RATE = Duration.ofMinutes(5);
    /// Steps of a subquery over the whole window: 5 minutes of two weeks.
    private static final long MOST_STEPS = 4032;

    private final String words;
    private final Of of;
    private final String expression;

    /// Whom the series of the answer speak of.
    enum Of {
        MACHINE,
        APP
    }

    Figure(String words, Of of, String expression) {
        this.words = words;
        this.of = of;
        this.expression = expression;
    }

    /// What it is called in a sentence.
    String words() {
        return words;
    }

    /// Whom its series speak of.
    Of of() {
        return of;
    }

    /// The expression over a window.
    ///
    /// @param selector condition on labels such as `app=~"a|b"`; empty for all apps
    String expression(Duration window, String selector) {
        return expression
                .replace("{SELECT}", selector.isEmpty() ? "" : "{" + selector + "}")
                .replace("{MORE ", selector.isEmpty() ? "{" : "{" + selector + ", ")
                .replace("WINDOW", seconds(window))
                .replace("STEP", seconds(step(window)))
                .replace("RATE", seconds(longer(RATE, step(window))));
    }

    /// Distance of the points of a subquery: a minute or more, in whole minutes.
    static Duration step(Duration window) {
        long minutes = Math.ceilDiv(window.dividedBy(MOST_STEPS).toSeconds(), LEAST_STEP.toSeconds());
        return LEAST_STEP.multipliedBy(Math.max(1, minutes));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + "s";
    }
}
