package dev.hangar.telemetry;

import static dev.hangar.telemetry.Metric.Spec.counter;
import static dev.hangar.telemetry.Metric.Spec.gauge;

/// What fleets do and what they need.
enum FleetMetric implements Metric {
    FLEETS(gauge("hangar_fleets", Unit.FLEETS, "Fleets by what they do; each counts once")
            .by(Label.closed("state", FleetStatus.values()))),
    LOAD(gauge(
                    "hangar_fleet_load",
                    Unit.MACHINES,
                    "Offered work in machines at full capacity; NaN while it is not known, and like the next two, machines and transition after five intervals without a pass, at least 2 min")
            .perFleet()),
    DESIRED(gauge("hangar_fleet_desired", Unit.MACHINES, "Machines wanted after window and bounds")
            .perFleet()),
    SERVING(gauge("hangar_fleet_serving", Unit.MACHINES, "Machines that serve").perFleet()),
    FLOOR(gauge("hangar_fleet_floor", Unit.MACHINES, "Machines that stay started")
            .perFleet()),
    CEILING(gauge(
                    "hangar_fleet_ceiling",
                    Unit.MACHINES,
                    "Most machines that may run, where `max-machines-running` is set")
            .perFleet()
            .only(Presence.CONFIGURED)),
    MACHINES(gauge("hangar_fleet_machines", Unit.MACHINES, "Machines that exist, by state; the sum is all of them")
            .perFleet()
            .by(Label.closed("state", MachineStanding.values()))),
    TRANSITION(gauge(
                    "hangar_fleet_transition_seconds",
                    Unit.SECONDS,
                    "Longest time that one of its machines has been between two states; 0 when none is")
            .perFleet()),
    DEMAND_KNOWN(gauge("hangar_fleet_demand_known", Unit.FLAG, "1 when the demand is fully known, else 0")
            .perFleet()),
    PAUSED(gauge("hangar_fleet_paused", Unit.FLAG, "1 while a pause of any kind is in force for it, else 0")
            .perFleet()),
    WAKES(counter("hangar_fleet_wakes_total", Unit.MACHINES, "Machines that Hangar woke or made")
            .perFleet()),
    SLEEPS(counter("hangar_fleet_sleeps_total", Unit.MACHINES, "Machines that Hangar put to sleep")
            .perFleet()),
    FALLBACKS(counter(
                    "hangar_suspend_fallbacks_total",
                    Unit.MACHINES,
                    "Suspends that ended as a stop: memory lost, and the next start is a cold boot")
            .perFleet()),
    BUDGET(gauge(
                    "hangar_fleet_disruption_budget_remaining",
                    Unit.MACHINES,
                    "Sleeps that the disruption budget still allows within its window")
            .perFleet()),
    BOOT(gauge("hangar_boot_seconds", Unit.SECONDS, "Usual cold boot, from asking to `started`; NaN before the first")
            .perFleet()),
    RESUME(gauge(
                    "hangar_resume_seconds",
                    Unit.SECONDS,
                    "Usual start of a suspended machine that still had its snapshot; NaN before the first")
            .perFleet()),
    SUSPEND(gauge("hangar_suspend_seconds", Unit.SECONDS, "Usual suspend; NaN before the first")
            .perFleet()),
    STOP(gauge("hangar_stop_seconds", Unit.SECONDS, "Usual stop; NaN before the first")
            .perFleet()),
    RESUME_SHARE(gauge(
                    "hangar_resume_share",
                    Unit.SHARE,
                    "Share of starts of suspended machines that is expected to resume; 0.5 when nothing is known")
            .perFleet()),
    WANTED(adaptive("hangar_scaling_wanted", Unit.MACHINES, "Machines that the adaptive rule wants")),
    RULE_MACHINES(
            adaptive(
                    "hangar_scaling_machines",
                    Unit.MACHINES,
                    "Machines that the followed rule runs on average; NaN until a rule was chosen, like the next two shares and the dollars")),
    LATE_SHARE(adaptive(
            "hangar_scaling_late_share",
            Unit.SHARE,
            "Share of requests that is late under the followed rule; regions weigh by their requests")),
    LATE_TARGET(
            gauge("hangar_scaling_late_share_target", Unit.SHARE, "Share of requests that may be late, by `late-share`")
                    .perFleet()
                    .only(Presence.ADAPTIVE)),
    LATE_SO_FAR(adaptive(
            "hangar_scaling_late_share_so_far",
            Unit.SHARE,
            "Share of requests that was late under all rules followed so far")),
    RESUMES_SAVED(adaptive(
            "hangar_scaling_resumes_saved_dollars_per_hour",
            Unit.DOLLARS_PER_HOUR,
            "What the same late share would cost more if no wake-up were in time"));

    @SuppressWarnings("ImmutableEnumChecker") // a record that copies its lists
    private final Spec spec;

    FleetMetric(Spec spec) {
        this.spec = spec;
    }

    @Override
    public Spec spec() {
        return spec;
    }

    private static Spec adaptive(String name, Unit unit, String help) {
        return gauge(name, unit, help).perFleet().only(Presence.ADAPTIVE).experimental();
    }
}
