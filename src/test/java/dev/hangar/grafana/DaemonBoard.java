package dev.hangar.grafana;

import dev.hangar.grafana.Dashboard.Row;
import dev.hangar.grafana.Look.Draw;
import java.util.List;

import static dev.hangar.grafana.Unit.BYTES;
import static dev.hangar.grafana.Unit.COUNT;
import static dev.hangar.grafana.Unit.INTERVALS;
import static dev.hangar.grafana.Unit.PER_MINUTE;
import static dev.hangar.grafana.Unit.SECONDS;
import static dev.hangar.grafana.Unit.SHARE;
import static dev.hangar.grafana.Unit.WORDS;

/// The daemon itself: for whoever runs it. The one dashboard that tells daemons apart, by `instance`: one that hangs
/// must not
/// hide behind another that runs.
final class DaemonBoard {
    private DaemonBoard() {}

    static Dashboard board() {
        return new Dashboard(
                "hangar-daemon",
                "Hangar / Daemon",
                "Whether the daemon keeps its pace, what it asks of Fly, and what it needs.",
                "now-6h",
                List.of(),
                List.of(alive(), passes(), api(), signals(), process()));
    }

    private static Row alive() {
        return Row.of(
                "Is it alive",
                Shared.mode().size(3, 4),
                Panel.stat("Build", "Version, revision and Java of each daemon.", WORDS)
                        .ask(
                                "max by (version, revision, java) (hangar_build_info)",
                                "{{version}} {{revision}}, Java {{java}}")
                        .draw(Draw.NAME)
                        .size(5, 4),
                Panel.stat(
                                "Since the last tick",
                                "Intervals since the slowest daemon finished a tick; one is due every interval.",
                                INTERVALS)
                        .ask("max(hangar_tick_age_seconds / hangar_interval_seconds)", "since the last tick")
                        .steps(
                                Step.green("in time"),
                                Step.orange(2, "ticks are late"),
                                Step.red(4, "it hangs, and nobody is woken but by Fly Proxy"))
                        .decimals(1)
                        .draw(Draw.BACKGROUND)
                        .size(4, 4),
                Panel.stat("Interval", "Configured time from one pass to the next.", SECONDS)
                        .ask("max(hangar_interval_seconds)", "interval")
                        .size(3, 4),
                Panel.stat("Up for", "Time since the youngest daemon started. Its counters begin there.", SECONDS)
                        .ask("min(" + Shared.ours("process_uptime_seconds") + ")", "up")
                        .size(3, 4),
                Panel.stat(
                                "Bugs",
                                "In this time range: plans that the checker refused, and passes that ended in a programming error. Please report them.",
                                COUNT)
                        .ask(
                                Promql.times("hangar_plan_violations_total") + " + "
                                        + Promql.times("hangar_bugs_total"),
                                "bugs")
                        .steps(Step.green("none"), Step.red(0.001, "at least one"))
                        .decimals(0)
                        .draw(Draw.BACKGROUND)
                        .size(3, 4),
                Shared.ownCost().size(3, 4));
    }

    private static Row passes() {
        return Row.of(
                "Passes",
                Panel.lines(
                                "Time that the passes of one app take",
                                "Calls included. Half of them are quicker than p50, one in twenty is slower than p95.",
                                SECONDS)
                        .ask(Promql.quantile("0.5", "hangar_pass_duration_seconds"), "p50")
                        .ask(Promql.quantile("0.95", "hangar_pass_duration_seconds"), "p95")
                        .size(8, 8),
                Panel.lines(
                                "Lag from signals to decision",
                                "From the moment the signals were read to the moment the pass of an app began. It grows with the number of"
                                        + " apps, and makes every decision that much older.",
                                SECONDS)
                        .ask(Promql.quantile("0.5", "hangar_pass_lag_seconds"), "p50")
                        .ask(Promql.quantile("0.95", "hangar_pass_lag_seconds"), "p95")
                        .size(8, 8),
                Panel.lines(
                                "Time that a tick takes",
                                "What every interval begins with: the list of apps and the signals, no passes. Whether those keep up is told by"
                                        + " the lag and by the apps left out. Above the dashed line even this is longer than an interval.",
                                SECONDS)
                        .ask(Promql.quantile("0.5", "hangar_tick_duration_seconds"), "p50")
                        .ask(Promql.quantile("0.95", "hangar_tick_duration_seconds"), "p95")
                        .ask("max(hangar_interval_seconds)", "interval")
                        .shades(Shade.dashed("interval", "red"))
                        .size(8, 8),
                Panel.lines(
                                "Time since the last tick, by daemon",
                                "The longest within each step, so about the interval. A line that climbs is a daemon that hangs.",
                                SECONDS)
                        .ask(Promql.peak("instance", "hangar_tick_age_seconds"), "{{instance}}")
                        .size(8, 8),
                Panel.lines(
                                "Passes per minute, by result",
                                "Hold: nothing to change. Change: a plan. Unread: the machines could not be listed.",
                                PER_MINUTE)
                        .ask(Promql.minutelyBy("result", "hangar_passes_total"), "{{result}}")
                        .draw(Draw.STACKED)
                        .shades(Colors.RESULTS)
                        .size(8, 8),
                Panel.lines(
                                "Apps left out of a tick",
                                "Their last pass was still at work. More than now and then: fewer apps per daemon, or a longer interval.",
                                COUNT)
                        .ask("sum(rate(hangar_passes_overrun_total[$__rate_interval]))" + Promql.WIDTH, "left out")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Shade.of("left out", "orange"))
                        .size(8, 8));
    }

    private static Row api() {
        return Row.of(
                "Fly's Machines API",
                Panel.lines(
                                "Requests per minute, by kind",
                                "What the daemon asks Fly for. Limits are per kind, app and organization.",
                                PER_MINUTE)
                        .ask(Promql.minutelyBy("action", "hangar_api_requests_total"), "{{action}}")
                        .draw(Draw.STACKED)
                        .shades(Shade.of("list-machines", "dark-blue"), Shade.of("list-apps", "light-blue"))
                        .size(12, 8),
                Panel.lines(
                                "Answers per minute other than success",
                                "By HTTP status. 408: a wait for a state that ran out, which is usual. Limited: kept back by Hangar's own limiter. 401 and 403: the token. 429: Fly throttles. 5xx, timeout and"
                                        + " unreachable: Fly has trouble.",
                                PER_MINUTE)
                        .ask(Promql.minutelyBy("code", "hangar_api_requests_total{code!~\"2..\"}"), "{{code}}")
                        .whenEmpty("none seen")
                        .shades(
                                Shade.of("/408/", "#8e8e8e"),
                                Shade.of("/401|403/", "red"),
                                Shade.of("/429|limited/", "orange"),
                                Shade.of("/5..|timeout|unreachable/", "dark-red"))
                        .size(12, 8),
                Panel.lines("Mean time of a request, by kind", "As the daemon sees it, the network included.", SECONDS)
                        .ask(
                                "sum by (action) (rate(hangar_api_request_duration_seconds_sum[$__rate_interval]))"
                                        + " / sum by (action) (rate(hangar_api_request_duration_seconds_count[$__rate_interval]))",
                                "{{action}}")
                        .size(12, 8),
                Panel.lines(
                                "Throttled",
                                "By Fly: answered with 429. By Hangar: kept back before it was sent. What is throttled waits for a later pass.",
                                COUNT)
                        .ask(Promql.barBy("by", "hangar_api_throttles_total"), "{{by}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Colors.THROTTLERS)
                        .size(6, 8),
                Panel.lines("Failed calls", "By what was called and how it failed.", COUNT)
                        .ask(Promql.barBy("call, kind", "hangar_failures_total"), "{{call}}: {{kind}}")
                        .whenEmpty("none seen")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .size(6, 8));
    }

    private static Row signals() {
        return Row.of(
                "Signals",
                Panel.lines(
                                "Age of the newest sample, by signal",
                                "The oldest within each step. It grows by itself while nothing comes. Above max-age (2 minutes unless configured) nothing shrinks.",
                                SECONDS)
                        .ask(Promql.peak("signal", "hangar_signal_age_seconds"), "{{signal}}")
                        .size(12, 8),
                Panel.lines(
                                "Series in the newest answer, by signal",
                                "A fall to a lower level means that machines or apps are no longer measured.",
                                COUNT)
                        .ask("max by (signal) (hangar_signal_series)", "{{signal}}")
                        .draw(Draw.STEPS)
                        .size(12, 8),
                Panel.lines("Failed questions, by signal", "Prometheus did not answer, or refused.", COUNT)
                        .ask(Promql.barBy("signal, kind", "hangar_signal_errors_total"), "{{signal}}: {{kind}}")
                        .whenEmpty("none seen")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .size(12, 7),
                Panel.lines(
                                "Empty answers, by signal",
                                "Prometheus answered, but had no series: a wrong query, or nothing that is measured. Not the same as zero.",
                                COUNT)
                        .ask(Promql.barBy("signal", "hangar_signal_empty_answers_total"), "{{signal}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .size(12, 7));
    }

    private static Row process() {
        return Row.of(
                "Process",
                Panel.lines(
                                "Heap",
                                "Used and reserved by all daemons together, and the limit of one. A floor that rises for days is a leak.",
                                BYTES)
                        .ask("sum(" + Shared.ours("jvm_memory_used_bytes{area=\"heap\"}") + ")", "used")
                        .ask("sum(" + Shared.ours("jvm_memory_committed_bytes{area=\"heap\"}") + ")", "reserved")
                        .ask("sum(" + Shared.ours("jvm_memory_used_bytes{area=\"nonheap\"}") + ")", "outside the heap")
                        .size(8, 8),
                Panel.lines(
                                "Memory of its machine",
                                "Used in the whole machine and its size, by Fly's own metrics; so on Fly only.",
                                BYTES)
                        .whenEmpty("not on Fly")
                        .ask(
                                "sum by (instance) ("
                                        + Shared.ours(
                                                "fly_instance_memory_mem_total - fly_instance_memory_mem_available")
                                        + ")",
                                "used {{instance}}")
                        .ask(
                                "sum by (instance) (" + Shared.ours("fly_instance_memory_mem_total") + ")",
                                "size {{instance}}")
                        .shades(Shade.dashed("/^size .*/", "red"))
                        .size(8, 8),
                Panel.lines(
                                "CPU",
                                "Share of all its CPUs that the process uses. A shared CPU of Fly may use a sixteenth of itself for long.",
                                SHARE)
                        .ask("max by (instance) (" + Shared.ours("process_cpu_usage") + ")", "{{instance}}")
                        .size(8, 8),
                Panel.lines(
                                "Time in garbage collection",
                                "Seconds of pauses per second. Above a few hundredths the heap is too small.",
                                SHARE)
                        .ask(
                                "sum by (instance) (" + Shared.ours("rate(jvm_gc_pause_seconds_sum[$__rate_interval])")
                                        + ")",
                                "{{instance}}")
                        .size(12, 7),
                Panel.lines("Threads", "Platform threads that live. It should not rise for hours.", COUNT)
                        .ask("max by (instance) (" + Shared.ours("jvm_threads_live_threads") + ")", "{{instance}}")
                        .draw(Draw.STEPS)
                        .size(12, 7));
    }
}
