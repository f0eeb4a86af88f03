package dev.hangar.grafana;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The names that queries may use: the one place in these tests that knows them. The names of `docs/metrics.md`, and of
/// others
/// those few that the dashboards need.
final class KnownMetrics {
    private static final String FLEET = "fleet_app fleet_group";

    /// Name and labels.
    private static final List<String> GAUGES = List.of(
            "hangar_fleets state",
            "hangar_fleet_load " + FLEET,
            "hangar_fleet_desired " + FLEET,
            "hangar_fleet_serving " + FLEET,
            "hangar_fleet_floor " + FLEET,
            "hangar_fleet_ceiling " + FLEET,
            "hangar_fleet_demand_known " + FLEET,
            "hangar_fleet_machines " + FLEET + " state",
            "hangar_fleet_transition_seconds " + FLEET,
            "hangar_fleet_disruption_budget_remaining " + FLEET,
            "hangar_boot_seconds " + FLEET,
            "hangar_resume_seconds " + FLEET,
            "hangar_suspend_seconds " + FLEET,
            "hangar_stop_seconds " + FLEET,
            "hangar_resume_share " + FLEET,
            "hangar_scaling_wanted " + FLEET,
            "hangar_scaling_machines " + FLEET,
            "hangar_scaling_late_share " + FLEET,
            "hangar_scaling_late_share_so_far " + FLEET,
            "hangar_scaling_resumes_saved_dollars_per_hour " + FLEET,
            "hangar_fleet_cost_dollars_per_hour " + FLEET,
            "hangar_fleet_planned_cost_dollars_per_hour " + FLEET,
            "hangar_fleet_without_cost_dollars_per_hour " + FLEET,
            "hangar_spend_budget_dollars",
            "hangar_prices_age_seconds",
            "hangar_tick_age_seconds",
            "hangar_interval_seconds",
            "hangar_mode mode",
            "hangar_paused mode",
            "hangar_blast_radius_sleeps",
            "hangar_blast_radius_limit",
            "hangar_build_info version revision java",
            "hangar_own_cost_dollars_per_hour",
            "hangar_signal_age_seconds signal",
            "hangar_signal_series signal",
            "jvm_memory_used_bytes area id",
            "jvm_memory_committed_bytes area id",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_uptime_seconds",
            "fly_instance_memory_mem_total",
            "fly_instance_memory_mem_available");

    /// Name and labels; those of histograms and summaries by their parts.
    private static final List<String> COUNTERS = List.of(
            "hangar_fleet_wakes_total " + FLEET,
            "hangar_fleet_sleeps_total " + FLEET,
            "hangar_fleet_spent_dollars_total " + FLEET,
            "hangar_fleet_saved_dollars_total " + FLEET,
            "hangar_fleet_overspent_dollars_total " + FLEET,
            "hangar_fleet_once_dollars_total " + FLEET,
            "hangar_suspend_fallbacks_total " + FLEET,
            "hangar_passes_total result",
            "hangar_decisions_total action reason mode",
            "hangar_actions_total action outcome",
            "hangar_skips_total by",
            "hangar_holds_total reason",
            "hangar_expectations_total ending",
            "hangar_plan_violations_total",
            "hangar_bugs_total",
            "hangar_pass_duration_seconds_bucket le",
            "hangar_pass_lag_seconds_bucket le",
            "hangar_tick_duration_seconds_bucket le",
            "hangar_passes_overrun_total",
            "hangar_release_checks_total result",
            "hangar_signal_errors_total signal kind",
            "hangar_signal_empty_answers_total signal",
            "hangar_api_requests_total action code",
            "hangar_api_request_duration_seconds_sum action",
            "hangar_api_request_duration_seconds_count action",
            "hangar_api_throttles_total by",
            "hangar_failures_total call kind",
            "jvm_gc_pause_seconds_sum action cause gc");

    /// @param labels that the daemon itself gives
    record Known(String name, boolean counter, List<String> labels) {
        private static Known of(String line, boolean counter) {
            List<String> words = Arrays.asList(line.split(" ", -1));
            return new Known(words.getFirst(), counter, words.subList(1, words.size()));
        }
    }

    private KnownMetrics() {}

    static Optional<Known> of(String name) {
        return Stream.concat(
                        GAUGES.stream().map(line -> Known.of(line, false)),
                        COUNTERS.stream().map(line -> Known.of(line, true)))
                .filter(known -> known.name().equals(name))
                .findFirst();
    }
}
