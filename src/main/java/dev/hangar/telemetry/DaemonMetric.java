package dev.hangar.telemetry;

import static dev.hangar.telemetry.Metric.Spec.counter;
import static dev.hangar.telemetry.Metric.Spec.gauge;

/// How the daemon itself is.
enum DaemonMetric implements Metric {
    PASS(time("hangar_pass_duration_seconds", "Time that the passes of one app took, calls included")),
    LAG(time("hangar_pass_lag_seconds", "Time from the reading of the signals to the beginning of an app's passes")),
    TICK(time("hangar_tick_duration_seconds", "Time that reading the app list and every signal took")),
    TICK_AGE(gauge("hangar_tick_age_seconds", Unit.SECONDS, "Time since the last finished tick")),
    OLDEST_PASS(gauge(
            "hangar_oldest_pass_age_seconds",
            Unit.SECONDS,
            "Time that the passes of the app that is longest on its way or at work have taken so far; 0 when none is")),
    APPS(gauge("hangar_apps", Unit.COUNT, "Apps that the newest tick looked after")),
    UNREAD(gauge(
            "hangar_apps_unread",
            Unit.COUNT,
            "Those of them whose newest pass could not read their machines or ended in a bug, or that had none yet")),
    OVERRUN(counter(
            "hangar_passes_overrun_total",
            Unit.COUNT,
            "Apps that a tick left out because their last passes were still at work")),
    INTERVAL(gauge("hangar_interval_seconds", Unit.SECONDS, "Configured time from one pass to the next")),
    MODE(gauge("hangar_mode", Unit.FLAG, "1 for the mode that the daemon runs in")
            .by(Label.closed("mode", "observe", "act"))),
    BUILD(gauge("hangar_build_info", Unit.FLAG, "Always 1; which build this is")
            .by(Label.open("version"), Label.open("revision"), Label.open("java")));

    @SuppressWarnings("ImmutableEnumChecker") // a record that copies its lists
    private final Spec spec;

    DaemonMetric(Spec spec) {
        this.spec = spec;
    }

    @Override
    public Spec spec() {
        return spec;
    }

    private static Spec time(String name, String help) {
        return Spec.of(name, Kind.HISTOGRAM, Unit.SECONDS, help);
    }
}
