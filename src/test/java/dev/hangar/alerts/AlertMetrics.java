package dev.hangar.alerts;

import java.util.Set;

/// Metrics that alerts may ask for, by the names under which Prometheus stores them, and their labels.
final class AlertMetrics {
    /// Names that the daemon serves, as `docs/metrics.md` explains them, plus those of Micrometer that are used.
    static final Set<String> NAMES = Set.of(
            "hangar_actions_total",
            "hangar_api_requests_total",
            "hangar_api_throttles_total",
            "hangar_bugs_total",
            "hangar_build_info",
            "hangar_failures_total",
            "hangar_fleet_ceiling",
            "hangar_fleet_cost_dollars_per_hour",
            "hangar_fleet_demand_known",
            "hangar_fleet_desired",
            "hangar_fleet_floor",
            "hangar_fleet_load",
            "hangar_fleet_machines",
            "hangar_fleet_paused",
            "hangar_fleet_planned_cost_dollars_per_hour",
            "hangar_fleet_serving",
            "hangar_fleet_sleeps_total",
            "hangar_fleet_transition_seconds",
            "hangar_fleet_wakes_total",
            "hangar_fleets",
            "hangar_holds_total",
            "hangar_interval_seconds",
            "hangar_mode",
            "hangar_pass_duration_seconds_bucket",
            "hangar_passes_overrun_total",
            "hangar_plan_violations_total",
            "hangar_prices_age_seconds",
            "hangar_scaling_late_share",
            "hangar_scaling_late_share_target",
            "hangar_scaling_wanted",
            "hangar_signal_age_seconds",
            "hangar_signal_empty_answers_total",
            "hangar_signal_errors_total",
            "hangar_spend_budget_dollars",
            "hangar_suspend_fallbacks_total",
            "hangar_tick_age_seconds",
            "hangar_tick_duration_seconds_count",
            "process_uptime_seconds");

    /// Names that only the runbooks' queries ask for.
    static final Set<String> ON_PAGES = Set.of(
            "hangar_api_request_duration_seconds_count",
            "hangar_api_request_duration_seconds_sum",
            "hangar_blast_radius_limit",
            "hangar_blast_radius_sleeps",
            "hangar_boot_seconds",
            "hangar_fleet_without_cost_dollars_per_hour",
            "hangar_pass_lag_seconds_bucket",
            "hangar_passes_total",
            "hangar_release_checks_total",
            "hangar_resume_seconds",
            "hangar_resume_share",
            "hangar_signal_series",
            "hangar_skips_total");

    private AlertMetrics() {}
}
