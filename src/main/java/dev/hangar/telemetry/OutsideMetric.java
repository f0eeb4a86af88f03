package dev.hangar.telemetry;

import dev.hangar.fly.CallListener;
import dev.hangar.model.FailureKind;

import static dev.hangar.telemetry.Metric.Spec.counter;
import static dev.hangar.telemetry.Metric.Spec.gauge;

/// How well the outside world answers.
enum OutsideMetric implements Metric {
    SIGNAL_AGE(gauge(
                    "hangar_signal_age_seconds",
                    Unit.SECONDS,
                    "Age of the newest usable sample of all apps; grows while none comes, NaN before the first")
            .by(Label.open("signal"))),
    SIGNAL_SERIES(gauge("hangar_signal_series", Unit.COUNT, "Series in the newest answer; 0 after a failure")
            .by(Label.open("signal"))),
    SIGNAL_FLEETS(gauge(
                    "hangar_signal_fleets",
                    Unit.FLEETS,
                    "Fleets that need a sample of it now: those with a machine that serves, and all where it outlives them")
            .by(Label.open("signal"))),
    SIGNAL_ERRORS(counter("hangar_signal_errors_total", Unit.COUNT, "Queries of a signal that failed")
            .by(Label.open("signal"), Label.closed("kind", FailureKind.values()))
            .only(Presence.EVENT)),
    SIGNAL_EMPTY(counter(
                    "hangar_signal_empty_answers_total",
                    Unit.COUNT,
                    "Queries of a signal that were answered without any series")
            .by(Label.open("signal"))),
    REQUESTS(counter("hangar_api_requests_total", Unit.COUNT, "Calls to the Machines API by HTTP status")
            .by(Label.closed("action", CallListener.ACTIONS.toArray(String[]::new)), Label.open("code"))
            .only(Presence.EVENT)),
    REQUEST_TIME(Spec.of(
                    "hangar_api_request_duration_seconds",
                    Kind.SUMMARY,
                    Unit.SECONDS,
                    "Time that calls to the Machines API took, bodies included")
            .by(Label.closed("action", CallListener.ACTIONS.toArray(String[]::new)))
            .only(Presence.EVENT)),
    THROTTLES(counter(
                    "hangar_api_throttles_total",
                    Unit.COUNT,
                    "Calls that Fly, or our own limit before it, refused for their rate")
            .by(Label.closed("by", "fly", "hangar")));

    @SuppressWarnings("ImmutableEnumChecker") // a record that copies its lists
    private final Spec spec;

    OutsideMetric(Spec spec) {
        this.spec = spec;
    }

    @Override
    public Spec spec() {
        return spec;
    }
}
